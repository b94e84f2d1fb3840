"""Write the content of WordPress as the HTML that its pages show: paragraphs by blank lines, captions for shortcodes.

The editor of WordPress leaves paragraphs out, and adds them when a page is made (``wpautop``). Its block editor does
write them, between comments; there line breaks mean nothing.
"""

import re
from collections.abc import Callable, Iterator

_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CAPTIONS = {
    f"[/{name}]": re.compile(rf"\[{name}\b([^\]]*)\](.*?)\[/{name}\]", re.DOTALL) for name in ("caption", "wp_caption")
}
_ATTRIBUTE = re.compile(r"""\bcaption=(?:"([^"]*)"|'([^']*)')""")
_PICTURE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)\Z", re.DOTALL)
_KEPT = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
_BLOCKS = (
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_STARTS = re.compile(rf"\s*</?(?:{_BLOCKS})\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(content: str) -> str:
    """Return *content* as HTML with its paragraphs."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    is_blocks = "<!-- wp:" in content
    content = _closed(_BLOCK_COMMENT, "", content, "-->")
    content = _closed(_COMMENT, "", content, "-->")
    for end, pattern in _CAPTIONS.items():
        content = _closed(pattern, _figure, content, end)
    if is_blocks:
        return content
    # Programs keep their line breaks.
    return "".join(part if is_kept else _split(part) for part, is_kept in _parts(content))


def _closed(pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str], text: str, end: str) -> str:
    """Substitute *pattern*, which ends with *end*, up to the last *end* in *text*.

    What is opened behind it is never closed, and to look for its end again and again would take quadratic time.
    """
    head, mark, rest = text.rpartition(end)
    return pattern.sub(replacement, head + mark) + rest


def _parts(content: str) -> Iterator[tuple[str, bool]]:
    """Cut *content* at the elements whose line breaks mean something; each part comes with whether it is one."""
    lowered, start, place = content.lower(), 0, 0
    open_ended: set[str] = set()
    while match := _KEPT.search(lowered, place):
        place, name = match.end(), match[1]
        end = -1 if name in open_ended else lowered.find(f"</{name}", place)
        if end < 0:
            open_ended.add(name)
            continue
        end = lowered.find(">", end) + 1 or len(content)
        yield content[start : match.start()], False
        yield content[match.start() : end], True
        start = place = end
    yield content[start:], False


def _split(text: str) -> str:
    spaced = _BLOCK.sub(lambda match: f"\n\n{match[0]}\n\n", text) if _BLOCK.search(text) else text
    pieces = (piece.strip() for piece in _BLANK_LINES.split(spaced))
    return "\n".join(
        piece if _STARTS.match(piece) else "<p>" + piece.replace("\n", "<br>\n") + "</p>" for piece in pieces if piece
    )


def _figure(match: re.Match[str]) -> str:
    named = _ATTRIBUTE.search(match[1])
    picture = _PICTURE.match(match[2])
    image, text = (picture[1], picture[2]) if picture else ("", match[2])
    caption = text.strip() or ((named[1] or named[2]) if named else "")
    return f"\n\n<figure>{image}<figcaption>{caption}</figcaption></figure>\n\n" if image else text
