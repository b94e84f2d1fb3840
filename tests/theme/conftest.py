"""Tests of themes: what templates may do, what is said when they fail, and the theme that is shipped."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
