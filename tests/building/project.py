"""A project in a temporary folder, written and built by tests as an author would."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from generator import build as building
from generator.build import BuildOptions
from generator.model import BuildReport

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OPTIONS = BuildOptions(now=NOW)


def article(title: str, body: str = "Some words.", **fields: str) -> str:
    """Return the text of a content file; *fields* are front-matter lines as written."""
    lines = [f"title: {title}", *(f"{key}: {value}" for key, value in fields.items())]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


class Project:
    """The project at *root*."""

    def __init__(self, root: Path, files: dict[str, str] | None = None) -> None:
        self.root = root
        for path, text in (files or {}).items():
            self.write(path, text)

    def write(self, path: str, text: str | bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def delete(self, path: str) -> None:
        (self.root / path).unlink()

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def build(self, options: BuildOptions = OPTIONS) -> BuildReport:
        return building.build(self.root, options)

    def output(self, folder: str = "site") -> dict[str, bytes]:
        """Return the bytes of every file in the output directory, the manifest and any stray file among them."""
        return files_below(self.root / folder)

    def clean_output(self, options: BuildOptions = OPTIONS) -> dict[str, bytes]:
        """Return what a build of the same files without cache and output gives."""
        other = self.root.with_name(self.root.name + "-clean")
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(self.root, other, ignore=shutil.ignore_patterns(".seedpress", "site"), symlinks=True)
        building.build(other, options)
        found = files_below(other / "site")
        shutil.rmtree(other)
        return found


def files_below(folder: Path) -> dict[str, bytes]:
    if not folder.exists():
        return {}
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
