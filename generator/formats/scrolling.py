"""Let code and tables that are wider than the page be scrolled with the keyboard.

Safe HTML goes in and comes out. What scrolls has to take the focus (WCAG 2.1.1); some browsers see to it
themselves, others do not, and a theme without scripts can only say so in the HTML.
"""

import re

from markupsafe import Markup, escape

# Whole tags with their attributes, so that nothing inside the quotes of an attribute is taken for a tag.
TAG = re.compile(r"""<(/?)(\w+)((?:[^"'<>]|"[^"]*"|'[^']*')*)>""")


def scrollable(html: object, table_label: str = "") -> Markup:
    """Return *html* with its preformatted blocks focusable and each table in a focusable ``div.scroll``.

    Text that is not safe HTML yet is escaped. *table_label* is what a screen reader calls such a table.
    """
    safe = escape(html)
    if "<pre" not in safe and "<table" not in safe:
        return safe
    named = f' role="group" aria-label="{escape(table_label)}"' if table_label else ""
    before = f'<div class="scroll" tabindex="0"{named}>'
    return Markup(TAG.sub(lambda tag: _replaced(tag, before), str(safe)))  # noqa: S704 - it was safe, and what is added is ours


def _replaced(tag: re.Match[str], before: str) -> str:
    match tag[1], tag[2].lower():
        case "", "pre" if "tabindex" not in tag[3]:
            return f'<pre tabindex="0"{tag[3]}>'
        case "", "table":
            return before + tag[0]
        case "/", "table":
            return tag[0] + "</div>"
        case _:
            return tag[0]
