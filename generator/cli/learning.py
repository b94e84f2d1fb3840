"""``seedpress convert --learned``: the lines that the seeds of a collection teach each other to leave out."""

import os
from collections.abc import Sequence
from pathlib import Path

from generator import build
from generator.cli.call import Call
from generator.cli.diagnostics import plural
from generator.cli.reports import tell
from generator.cli.streams import escaped


def list_learned(call: Call, root: Path, paths: Sequence[str], options: build.ConvertOptions) -> int:
    """List what was learned from the folders at *paths*, all if none is given; nothing is written."""
    wanted = [os.path.relpath(Path(path).absolute(), root.absolute()) for path in paths]
    taught = [one for one in build.learned(root, options) if not wanted or _is_below(one.folder, wanted)]
    if call.json:
        tell(call, 0, (), learned=[_told(one) for one in taught])
        return 0
    for one in taught:
        place = "all folders" if one.folder == "*" else escaped(one.folder)
        call.out.line(f"{place} ({plural(one.seeds, 'seed')} looked at)")
        for text, lesson in sorted(one.lines.items(), key=lambda line: (-line[1].seeds, line[0])):
            call.out.line(f"{lesson.seeds:7,} | {escaped(text)}")
            call.out.line(f"        = {escaped(', '.join(lesson.examples))}")
    lines = {text for one in taught for text in one.lines}
    call.err.line(f"Learned {plural(len(lines), 'line')}; `convert.keep` in seedpress.yaml keeps one")
    return 0


def _is_below(folder: str, wanted: Sequence[str]) -> bool:
    return any(folder == one or folder.startswith(f"{one}/") for one in wanted)


def _told(taught: build.Taught) -> dict[str, object]:
    lines = [
        {"line": text, "seeds": lesson.seeds, "examples": list(lesson.examples)}
        for text, lesson in sorted(taught.lines.items(), key=lambda line: (-line[1].seeds, line[0]))
    ]
    return {"folder": taught.folder, "seeds": taught.seeds, "lines": lines}
