"""Run the program as a shell would."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Shell:
    """Runs ``seedpress`` in *folder*, without colours and without anything of the caller's environment that counts."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
        }

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def command(self, *arguments):
        return [sys.executable, "-m", "generator", *arguments]

    def __call__(self, *arguments, **environment):
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
            timeout=60,
        )

    def start(self, *arguments, **settings):
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            **settings,
        )


@pytest.fixture
def shell(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    return Shell(folder)


@pytest.fixture
def site(shell):
    shell.write("seedpress.yaml", "title: Test\nbase_url: https://test.example/\n")
    shell.write("content/news/bread.md", "---\ntitle: Bread\n---\n\nWords about bread.\n")
    return shell
