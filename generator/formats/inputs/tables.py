"""Write tables and programs of HTML as Markdown: a plain table as rows of cells, any other as sanitary HTML."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from generator.formats.inputs.addresses import Addresses
from generator.formats.inputs.inline import is_dropped, markdown, runs_of
from generator.formats.inputs.runs import Run, lines_of, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ROWS = ("thead", "tbody", "tfoot")
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_LONGEST_CELL = 600
_GUTTER = re.compile(r"gutter|lineno|line-number|rouge-gutter", re.IGNORECASE)
_BLOCKS_IN_CELL = frozenset({"p", "div", "br"})


def is_data(table: "HtmlElement", inline: frozenset[str]) -> bool:
    """Tell whether *table* holds data rather than laying out a page.

    Its rows are two or more, of two or more cells, and the cells are short and hold no blocks.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = list(_rows(table))
    if len(rows) < _FEWEST_ROWS or max(map(len, rows)) < _FEWEST_COLUMNS:
        return False
    for cell in (cell for row in rows for cell in row):
        inner = {str(one.tag) for one in cell.iterdescendants() if not is_dropped(one)}
        if inner - inline - _BLOCKS_IN_CELL or len(cell.text_content()) > _LONGEST_CELL:
            return False
    return True


def table_of(table: "HtmlElement", addresses: Addresses) -> tuple[str, str]:
    """Return the text of the data *table* on one line, and its Markdown; "" without any text."""
    rows = [[_cell(cell, addresses) for cell in row] for row in _rows(table)]
    text = " ".join(plain(cell) for row in rows for cell in row if plain(cell))
    caption = next((" ".join(one.text_content().split()) for one in table.iterchildren("caption")), "")
    text = f"{caption} {text}".strip()
    if not text:
        return "", ""
    elements = list(_rows(table))
    is_plain = len({len(row) for row in rows}) == 1 and not caption and not any(map(_is_spanning, elements))
    is_headed = is_plain and all(cell.tag == "th" or _is_in_head(cell) for cell in elements[0])
    if is_headed and not any("`" in markdown(cell) and "|" in plain(cell) for row in rows for cell in row):
        return text, _as_rows(rows)
    return text, _as_html(elements, caption, addresses)


def program_of(element: "HtmlElement") -> str:
    """Return the text of a ``pre``, its lines as they are, without the numbers that a page set beside them."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _GUTTER.search(child.get("class", "")):
            parts.append("\n" if child.tag == "br" else program_of(child))
        parts.append(child.tail or "")
    text = "".join(parts)
    return text.expandtabs(4).strip("\n") if element.tag == "pre" else text


def _rows(table: "HtmlElement") -> Iterator[list["HtmlElement"]]:
    for child in table:
        if child.tag == "tr":
            cells = list(child.iterchildren("td", "th"))
            if cells:
                yield cells
        elif child.tag in _ROWS:
            yield from _rows(child)


def _cell(cell: "HtmlElement", addresses: Addresses) -> list[Run]:
    """Return the content of *cell* on one line."""
    runs: list[Run] = []
    for line in lines_of(list(runs_of(cell, addresses))):
        if line:
            runs += [Run(" "), *line] if runs else line
    return runs


def _is_spanning(row: Sequence["HtmlElement"]) -> bool:
    return any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for cell in row)


def _is_in_head(cell: "HtmlElement") -> bool:
    return any(above.tag == "thead" for above in cell.iterancestors())


def _as_rows(rows: Sequence[Sequence[list[Run]]]) -> str:
    lines = ["| " + " | ".join(markdown(cell).replace("|", "&#124;") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def _as_html(rows: Sequence[Sequence["HtmlElement"]], caption: str, addresses: Addresses) -> str:
    lines = ["<table>"]
    if caption:
        lines.append(f"<caption>{escape(caption, quote=False)}</caption>")
    for row in rows:
        cells = "".join(_html_cell(cell, addresses) for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def _html_cell(cell: "HtmlElement", addresses: Addresses) -> str:
    name = "th" if cell.tag == "th" else "td"
    spans = "".join(
        f' {span}="{value}"'
        for span in ("colspan", "rowspan")
        if (value := cell.get(span, "")).isdecimal() and value.isascii() and value != "1"
    )
    text = escape(plain(_cell(cell, addresses)), quote=False)
    return f"<{name}{spans}>{text}</{name}>"
