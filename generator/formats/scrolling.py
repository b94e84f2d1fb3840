"""Let code and tables that are wider than the page be scrolled with the keyboard.

Safe HTML goes in and comes out. What scrolls has to take the focus (WCAG 2.1.1); some browsers see to it
themselves, others do not, and a theme without scripts can only say so in the HTML.
"""

from markupsafe import Markup, escape

from generator.formats.elements import Tag, replace_tags


def scrollable(html: object, table_label: str = "") -> Markup:
    """Return *html* with its preformatted blocks focusable and each table in a focusable ``div.scroll``.

    Text that is not safe HTML yet is escaped. *table_label* is what a screen reader calls such a table.
    """
    safe = escape(html)
    if "<pre" not in safe and "<table" not in safe:
        return safe
    named = f' role="group" aria-label="{escape(table_label)}"' if table_label else ""
    before = f'<div class="scroll" tabindex="0"{named}>'
    return Markup(replace_tags(str(safe), lambda tag: _replaced(tag, before)))  # noqa: S704 - it was safe, and what is added is ours


def _replaced(tag: Tag, before: str) -> str:
    match tag.name, tag.is_end:
        case "pre", False if "tabindex" not in tag.rest:
            return f'<pre tabindex="0"{tag.rest}>'
        case "table", False:
            return before + tag.text
        case "table", True:
            return tag.text + "</div>"
        case _:
            return tag.text
