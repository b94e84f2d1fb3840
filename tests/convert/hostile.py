"""Texts made to be misread, seeds made of them, and a reader of pages that shares no code with the program."""

import textwrap
from html.parser import HTMLParser

import markdown
from hypothesis import strategies as st

from generator.engine.phrases import load_phrases
from generator.formats.markup import markup_engine
from generator.formats.sanitise import sanitise
from generator.formats.text import clean, decode

PHRASES = load_phrases()

SIGNS = "\\`*_{}[]()<>#+-.!|~:=&;\"'$^%@/,?"
ODD = "\u00a0\u2028\u2029\u200b\u200c\u200d\u200e\u200f\u202e\u2066\u2069\ufeff\u00ad\u3000\u0301\u0654\u064b\u093f\u180e\u2007\t"
DIGITS = "0123456789٠١٢३४５６①²Ⅳ"
LETTERS = "aAbzéßЖяΩשלعنहिमไทย漢字かカ한글𝔄😀"
# What means something in Markdown, in HTML or in other tools of this kind.
SPELLS = (
    "1. ", "12. ", "١. ", "५. ", "1) ", "- ", "* ", "+ ", "# ", "## ", "> ", ": ", "    ", "\t", "---", "***", "___", "- - -",
    "===", "-----", "|", "| a | b |", "--|--", "|:-:|---|", "!!! note", "??? note", "///", "```", "~~~", "``` python", "~~~ {.x}",
    ":::python", "#!python", "[TOC]", "[a]: b", '[a]: <b> "c"', "[^1]", "[^1]: note", "*[HTML]: x", "HTML", "{: .x}", "{: #a }",
    "{#a}", "{{ page }}", "{% raw %}", "<!-- -->", "<!--", "-->", "<b>", "</b>", "<div>", "</div>", '<div markdown="1">', "<p>",
    "<br>", "<script>", "<![CDATA[", "<?php", "?>", "<a href='x'>", "<http://a.bc>", "<me@a.bc>", "http://a.bc/d_e_f*g*?h=1&amp=2",
    "&amp;", "&amp", "&lt;", "&#60;", "&#x3c;", "&nbsp;", "&copy", "&notit;", "&", "&&", "&a;b", "R&D", "![a](b)", "[a](b)", "[a][b]", "![", "](",
    "**", "__", "_a_", "*a*", "a_b_c", "a__b", "`a`", "``", "\\*", "\\\\", "\\", "\\#", "^a^", "~~a~~", "==a==", "++a++", "$a$", ":smile:",
    "///Footnotes Go Here///", "zz1337820767766393449", "klzzwxh:0", "wzxhzdk:0", "amp", "x", "#", "##", "7.", "1.", "٣.",
)  # fmt: skip

odd_text = st.text(st.sampled_from(SIGNS * 3 + ODD + DIGITS * 2 + LETTERS + "    "), max_size=60)
spelled = st.lists(st.sampled_from(SPELLS) | st.sampled_from([" ", "a", "b", " x ", "é"]), max_size=8).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
# One line as it comes through the door, white space normalised, some character of it visible.
lines = (
    (odd_text | spelled | any_text | st.sampled_from(SPELLS))
    .map(lambda text: " ".join(clean(text).split()))
    .filter(lambda text: text.strip("".join(ODD)))
)

SENTENCES = (
    "The old bridge, which had stood for a hundred years, fell into the river on Monday.",
    "Nobody asked (1) why it fell, or 2) who paid; the mayor's office said: “Later.”",
    "Der Rat hat eine Lampe gekauft, die am Freitag brennen soll, wenn es Öl gibt.",
    "«Personne ne l’a vue», dit la gardienne du phare, qui garde depuis trente ans la même clé.",
    "Совет купил лампу, которую зажгут в пятницу, если будет масло, и никто не спросил зачем.",
    "Το συμβούλιο αγόρασε μια λάμπα που θα ανάψει την Παρασκευή, αν υπάρχει λάδι.",
    "اشترى المجلس مصباحا جديدا للرصيف، وسوف يضاء يوم الجمعة إذا وجد الزيت.",
    "המועצה קנתה מנורה חדשה לרציף, והיא תידלק ביום שישי אם יהיה שמן.",
    "परिषद ने घाट के लिए एक नया दीपक खरीदा है, जो शुक्रवार को जलाया जाएगा।",
    "校长说，操场搬到新校区以后，这块地空了五年，没有人知道该怎么办。",
    "町は桟橋のために新しいランプを買った。金曜日に油があれば灯される予定だ。",
    "시의회는 부두에 놓을 새 등불을 샀고, 기름이 있으면 금요일에 켤 것이다.",
    "เทศบาลซื้อโคมไฟใหม่สำหรับท่าเรือ และจะจุดในวันศุกร์ถ้ามีน้ำมัน",
    "The key `lamp_post` is *not* [documented], see <docs> & AT&T's page_1 #2 {draft} | 50 %.",
)
FURNITURE = (
    "Menu", "Home", "Share", "Share this", "Advertisement", "Read more", "Related", "Tags", "Tags: a, b", "Tags: lamp, oil_b", "2 Comments",
    "Leave a comment", "By Anna Lind", "By Anna Lind | 3 May 2019", "Von Anna Lind", "3 May 2019", "07/08/2014", "© 2019 The Paper",
    "Photo: Anna Lind", "The jetty at dusk. Photo: Anna Lind/AFP", "Related Article: Another Title", "Home > Tools > Planes",
    "Follow us on Twitter", "Sign up for our newsletter", "Поделиться", "Teilen", "分享", "共有する", "مشاركة", "Published: 2019-05-03",
)  # fmt: skip
SHORT = (
    "A heading", "Was bleibt?", "Bea says:", "- one", "- two", "* a", "• b", "1. one", "2. two", "3. three", "7. seven", "١. واحد", "٢. اثنان",
    "\tx = f(1);", "\treturn y[0];", "One key that fits no door I own,", "the hair of a fair-haired girl,", "and oil for half a year,",
    "Score", "3", "4", "A lamp for the jetty", "A lamp for the jetty | The Paper", "---", "===", "***", "[TOC]", "{{ page }}", "!!! note",
)  # fmt: skip

_units = (
    st.sampled_from(SENTENCES)
    | st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map(" ".join)
    | st.sampled_from(FURNITURE)
    | st.sampled_from(SHORT)
    | lines
    | st.tuples(st.sampled_from(SENTENCES), lines).map(" ".join)
    | st.tuples(lines, st.sampled_from(SENTENCES)).map(" ".join)
)


@st.composite
def _seeds(draw):
    """Draw the text of a seed as it comes through the door: blocks of many kinds in one of five layouts."""
    units = draw(st.lists(_units, min_size=1, max_size=14))
    layout = draw(st.sampled_from(["spaced", "dense", "wrapped", "wrapped and dense", "mixed"]))
    if layout.startswith("wrapped"):
        width = draw(st.integers(50, 80))
        units = [textwrap.fill(unit, width, break_long_words=False, break_on_hyphens=False) or unit for unit in units]
    if layout == "mixed":
        gaps = draw(
            st.lists(st.sampled_from(["\n", "\n\n", "\n \n", "\n\n\n"]), min_size=len(units), max_size=len(units))
        )
        text = "".join(unit + gap for unit, gap in zip(units, gaps, strict=True))
    else:
        text = ("\n" if "dense" in layout else "\n\n").join(units)
    return decode(text.encode(), "seeds/a.txt")[0]


seeds = _seeds()


_VOID = {"br", "hr", "img", "input", "wbr"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.open, self.text, self.strange = [], [], [], []
        self.numbers = []

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.text.append("\n")
        elif tag not in {"p", "h2", "ul", "ol", "li", "pre", "code", "div", "span"}:
            self.strange.append(tag)
        if tag in {"ul", "ol"}:
            self.numbers.append(int(dict(attrs).get("start", 1)) if tag == "ol" else None)
        if tag in {"p", "h2", "li", "pre", "ul", "ol"}:
            self.flush()
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in {"p", "h2", "li", "pre", "ul", "ol"}:
            self.flush()
        if tag in {"ul", "ol"}:
            self.numbers.pop()
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        self.text.append(data if "pre" in self.open else data.replace("\n", " "))

    def flush(self):
        found = [" ".join(line.split()) for line in "".join(self.text).split("\n")]
        self.text.clear()
        if any(found):
            self.blocks.append((self.kind(), "\n".join(line for line in found if line)))

    def kind(self):
        if "li" in self.open and self.numbers:
            number = self.numbers[-1]
            if number is None:
                return "-"
            self.numbers[-1] += 1
            return f"{number}."
        return next((tag for tag in reversed(self.open) if tag in {"p", "h2", "pre"}), "none")


def read(html):
    """Return the blocks that a reader sees of *html*, and the elements that plain text does not come to."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.blocks, reader.strange


BARE = markdown.Markdown(extensions=["extra", "sane_lists"])
SITES = {
    "default": markup_engine("markdown", raw_html=True, highlight=True),
    "plain code": markup_engine("markdown", raw_html=True, highlight=False),
    "escaped html": markup_engine("markdown", raw_html=False, highlight=True),
}


def pages(body):
    """Yield *body* as the seeds' scorer renders it and as sites do, each with its name."""
    yield "bare", BARE.reset().convert(body)
    for name, engine in SITES.items():
        # Where HTML is shown as it is written, so is the mark between two numbered lists.
        if name == "escaped html" and "\n\n<!-- -->\n\n" in body:
            continue
        result = engine.render(body)
        assert not result.reason
        yield name, result.html if name == "escaped html" else sanitise(result.html)
