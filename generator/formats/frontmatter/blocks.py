"""Find where the front matter of a text ends and its body begins, and the title inside the body."""

import re

FENCE = "---"
_HEADING = re.compile(r"# +(?P<title>\S.*?)(?: +#+)? *\Z")
_CODE_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_UNDERLINE = re.compile(r"=+ *\Z")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{1,3}|`+)(?=\S)(.+?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")


def split(text: str) -> tuple[str | None, str, int]:
    """Return the YAML of *text* or None, the body, and the number of the body's first line.

    Front matter starts when the first line is ``---`` (blanks after it do not count) and ends at the next
    line that is exactly ``---``. One empty line behind it belongs to neither part. Without an end there
    is no front matter.
    """
    first, newline, rest = text.partition("\n")
    if not newline or first.rstrip(" \t") != FENCE:
        return None, text, 1
    end = 0 if rest == FENCE or rest.startswith(FENCE + "\n") else _end_of_block(rest)
    if end < 0:
        return None, text, 1
    body = rest[end + len(FENCE) + 1 :]
    line = 3 + rest.count("\n", 0, end)
    return rest[:end], body.removeprefix("\n"), line + body.startswith("\n")


def _end_of_block(rest: str) -> int:
    end = rest.find(f"\n{FENCE}\n") + 1
    if end:
        return end
    return len(rest) - len(FENCE) if rest.endswith(f"\n{FENCE}") else -1


def is_unterminated(text: str) -> bool:
    """Tell whether *text* starts front matter that never ends."""
    return text.partition("\n")[0].rstrip(" \t") == FENCE and split(text)[0] is None


def is_toml(text: str) -> bool:
    """Tell whether *text* starts with front matter in TOML, between two ``+++`` lines."""
    return text.partition("\n")[0].rstrip(" \t") == "+++"


def almost_end(text: str) -> int:
    """Return the number of the first line after the first that was probably meant to be the end, 0 if none is."""
    for number, line in enumerate(text.split("\n")[1:200], start=2):
        if line.strip() in {FENCE, "----", "...", "--", "—", "–––"}:
            return number
    return 0


def leading_heading(body: str) -> tuple[str, str, int]:
    """Return the title that *body* starts with, the body behind it, and how many lines went; "" without one."""
    lines = body.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        return "", body, 0
    match = _HEADING.match(lines[start])
    if match:
        title, end = match["title"], start + 1
    elif start + 1 < len(lines) and _UNDERLINE.match(lines[start + 1]) and not lines[start].startswith((" ", "\t")):
        title, end = lines[start], start + 2
    else:
        return "", body, 0
    while end < len(lines) and not lines[end].strip():
        end += 1
    return plain(title), "\n".join(lines[end:]), end


def first_heading(body: str) -> str:
    """Return the text of the first ``# `` heading of *body* outside code blocks, "" without one."""
    title, _, _ = leading_heading(body)
    if title:
        return title
    fence = ""
    for line in body.split("\n"):
        match = _CODE_FENCE.match(line)
        if fence:
            fence = "" if match and match["fence"].startswith(fence) else fence
        elif match:
            fence = match["fence"]
        elif found := _HEADING.match(line):
            return plain(found["title"])
    return ""


def plain(title: str) -> str:
    """Return the Markdown of a heading without its marks."""
    text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", title[:1000]))
    return " ".join(_ESCAPE.sub(r"\1", text).split())
