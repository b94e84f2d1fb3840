"""Score the conversion of saved pages against their gold: exact blocks of text, and the fields.

``python tests/convert/page_score.py [NAME...]`` prints a line for each page, and what is wrong when pages are named.
"""

import json
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

from lxml.html import fragment_fromstring

from generator.engine.phrases import load_phrases
from generator.formats.inputs import InputOptions, documents
from generator.formats.markup import markup_engine
from generator.model import SeedDocument
from generator.stages.convert import convert

PAGES = Path(__file__).parent / "pages"
FIELDS = ("title", "authors", "date", "tags", "language", "publisher")


def converted(path, phrases):
    results = list(documents(f"seeds/{path.name}", BytesIO(path.read_bytes()), InputOptions()))
    (document,) = [each for each in results if isinstance(each, SeedDocument)]
    return convert(document, phrases)


def normal(text):
    return " ".join(text.split())


def blocks_of(markdown):
    """Return the texts of the blocks that a reader sees, without tables and images, which the gold leaves out."""
    tree = fragment_fromstring(
        markup_engine("markdown", raw_html=True, highlight=False).render(markdown).html, create_parent="div"
    )
    found = []
    for element in tree.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre"):
        if any(above.tag in {"table", "pre"} for above in element.iterancestors()):
            continue
        own = [element.text or ""]
        for child in element:
            own.append(
                ""
                if child.tag in {"p", "ul", "ol", "pre", "blockquote"}
                else "\n"
                if child.tag == "br"
                else child.text_content()
            )
            own.append(child.tail or "")
        # Lines of verse are blocks of their own in the gold.
        lines = "".join(own).split("\n") if element.tag == "p" else ["".join(own)]
        found += [text for line in lines if (text := normal(line))]
    return found


def score(path, phrases):
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    conversion = converted(path, phrases)
    wanted, found = Counter(normal(b["text"]) for b in gold["blocks"]), Counter(blocks_of(conversion.body))
    right = sum((wanted & found).values())
    f1 = 2 * right / (sum(wanted.values()) + sum(found.values()))
    values = {
        "title": conversion.title, "authors": list(conversion.authors),
        "date": conversion.date.isoformat()[:10] if conversion.date else None, "tags": list(conversion.tags),
        "language": (conversion.language or "").split("-")[0], "publisher": conversion.publisher,
    }  # fmt: skip
    wrong = {name: (values[name], gold[name]) for name in FIELDS if values[name] != gold[name]}
    return f1, wrong, wanted - found, found - wanted


def main():
    phrases = load_phrases()
    total = []
    for path in sorted(PAGES.glob("*.html")):
        if sys.argv[1:] and not any(name in path.name for name in sys.argv[1:]):
            continue
        f1, wrong, missing, extra = score(path, phrases)
        total.append(f1)
        print(f"{path.stem:26} {f1:.3f} {' '.join(wrong)}")  # noqa: T201 - what it is for
        if sys.argv[1:]:
            print(*[f"   {name}: {pair}" for name, pair in wrong.items()], sep="\n")  # noqa: T201
            print(*[f"   - {text[:150]}" for text in missing], *[f"   + {text[:150]}" for text in extra], sep="\n")  # noqa: T201
    print(f"{'mean':26} {sum(total) / len(total):.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
