"""Write the reference of ``configuration.md`` anew from the schema: ``python docs/reference.py``."""

from pathlib import Path

from generator.config import reference

PAGE = Path(__file__).with_name("configuration.md")
START, END = "<!-- reference -->\n", "<!-- end of reference -->"


def main() -> None:
    """Put what the schema says of itself between the two marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{START}\n{reference().strip()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
