"""Write the content of WordPress as the HTML that its pages show: paragraphs by blank lines, captions for shortcodes.

The editor of WordPress leaves paragraphs out, and adds them when a page is made (``wpautop``). Its block editor does
write them, between comments; there line breaks mean nothing.
"""

import re

_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\bcaption=(?:"([^"]*)"|'([^']*)')""")
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)\Z", re.DOTALL)
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_BLOCKS = (
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})\b[^>]*>", re.IGNORECASE)
_STARTS = re.compile(rf"\s*</?(?:{_BLOCKS})\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(content: str) -> str:
    """Return *content* as HTML with its paragraphs."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    is_blocks = "<!-- wp:" in content
    content = _COMMENT.sub("", _BLOCK_COMMENT.sub("", content))
    content = _CAPTION.sub(_figure, content)
    if is_blocks:
        return content
    # Programs keep their line breaks.
    parts = _KEPT.split(content)
    return "".join(part if place % 3 == 1 else "" if place % 3 else _split(part) for place, part in enumerate(parts))


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
