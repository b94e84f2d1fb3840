"""What the package offers to other programs is documented, and its example runs."""

import re
import subprocess
import sys

from documentation import blocks, read

import generator


def test_every_public_name_is_documented_and_exists():
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", read("python.md"), re.MULTILINE)

    assert sorted(re.findall(r"\w+", " ".join(rows))) == sorted(generator.__all__)
    assert all(getattr(generator, name) is not None for name in generator.__all__)


def test_the_example_runs(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "about.md").write_text("# About\n\nA lamp.\n", encoding="utf-8")
    (example,) = [block.text for block in blocks(read("python.md")) if block.language == "python"]

    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "about/index.html" in done.stdout
