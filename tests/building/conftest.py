from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Callable[[dict[str, str]], Project]:
    return lambda files: Project(tmp_path / "project", files)
