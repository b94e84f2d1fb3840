"""Ship the repository's themes inside the package: ``themes/`` becomes ``generator/_themes/`` in a wheel.

Everything else about the distribution stands in ``pyproject.toml``. An editable install copies nothing:
there the program reads ``themes/`` where it lies.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

THEMES = Path("themes")


class BuildWithThemes(build_py):
    """Build the package, and put the themes beside its modules."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = self._themes_folder()
            shutil.rmtree(target, ignore_errors=True)
            if THEMES.is_dir():
                shutil.copytree(THEMES, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: FBT001, FBT002 - setuptools' signature
        return [*super().get_outputs(include_bytecode), *(str(self._themes_folder() / name) for name in _theme_files())]

    def get_source_files(self) -> list[str]:
        return [*super().get_source_files(), *(str(THEMES / name) for name in _theme_files())]

    def _themes_folder(self) -> Path:
        return Path(self.build_lib) / "generator" / "_themes"


def _theme_files() -> list[Path]:
    return sorted(path.relative_to(THEMES) for path in THEMES.rglob("*") if path.is_file())


setup(cmdclass={"build_py": BuildWithThemes})
