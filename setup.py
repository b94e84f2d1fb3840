"""Ship inside the package what the repository keeps beside it: the themes, and what the codes of problems mean.

In a wheel ``themes/`` is ``generator/_themes/`` and ``docs/errors.md`` is ``generator/_docs/errors.md``. Everything
else about the distribution stands in ``pyproject.toml``. An editable install copies nothing: there the program
reads these files where they lie.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SHIPPED = {"_themes": Path("themes"), "_docs": Path("docs")}
PATTERNS = {"_themes": "**/*", "_docs": "errors.md"}


def files() -> dict[str, Path]:
    """Return what is shipped: the name inside the package, and where the file lies."""
    return {
        f"{folder}/{path.relative_to(source).as_posix()}": path
        for folder, source in SHIPPED.items()
        for path in sorted(source.glob(PATTERNS[folder]))
        if path.is_file()
    }


class BuildWithThemes(build_py):
    """Build the package, and put these files beside its modules."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for folder in SHIPPED:
            shutil.rmtree(self._package() / folder, ignore_errors=True)
        for name, source in files().items():
            target = self._package() / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: FBT001, FBT002 - setuptools' signature
        return [*super().get_outputs(include_bytecode), *(str(self._package() / name) for name in files())]

    def get_source_files(self) -> list[str]:
        return [*super().get_source_files(), *(str(path) for path in files().values())]

    def _package(self) -> Path:
        return Path(self.build_lib) / "generator"


setup(cmdclass={"build_py": BuildWithThemes})
