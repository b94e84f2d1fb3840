"""Files of records through the whole converter, with hostile records in between."""

import gzip
import json
from datetime import UTC, datetime

import pytest
import yaml
from reading import zipped

from generator import build

HOSTILE = [
    b"not json", b'{"text": NaN}', b'{"text": "caf\xe9"}', b"[1, 2]", b'{"text": "a", "text": "b"}', b'{"text": 5}', b"{}",
    b'{"text": "a", "n": ' + b"[" * 100_000 + b"}", b'{"text": "a", "n": ' + b"9" * 5000 + b"}", b'{"text": "Home\\nNews\\nSport"}',
]  # fmt: skip
OPTIONS = build.ConvertOptions(now=datetime(2024, 6, 1, tzinfo=UTC), jobs=1)


def record(number):
    return {
        "id": f"r{number}",
        "title": f"Lamp {number} for the jetty",
        "text": f"The council has bought lamp number {number}. It will be lit on Friday, if there is oil.\n\n"
        f"Nobody has asked what lamp {number} is for, said the harbour master.",
        "url": f"https://lantern.example/{number}",
        "byline": "By Inga Voss and Ole Lund",
        "date": f"2024-05-{number % 28 + 1:02}",
        "timestamp": "2025-01-01T00:00:00Z",
        "keywords": "sea, lamps",
        "lang": "en",
    }


def articles(root):
    for path in (root / "content").rglob("*.md"):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        yield yaml.safe_load(front), body.strip()


def is_right(front, body):
    number = int(front["source"].partition("#r")[2])
    wanted = record(number)
    fields = {
        "title": wanted["title"], "authors": ["Inga Voss", "Ole Lund"], "tags": ["sea", "lamps"], "language": "en",
        "source_url": wanted["url"], "date": datetime.fromisoformat(wanted["date"]).date(),
    }  # fmt: skip
    return {key: front.get(key) for key in fields} == fields and body == wanted["text"]


@pytest.mark.parametrize("count", [30, pytest.param(1000, marks=pytest.mark.slow)])
def test_records_become_articles_with_the_right_fields_whatever_stands_between_them(tmp_path, count):
    (tmp_path / "seeds").mkdir()
    lines = []
    for number in range(count):
        lines += [json.dumps(record(number)).encode(), HOSTILE[number % len(HOSTILE)]]
    (tmp_path / "seeds/all.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines)))

    report = build.convert(tmp_path, [], OPTIONS)

    made = list(articles(tmp_path))
    assert report.counts["written"] == len(made) == count
    assert all(is_right(front, body) for front, body in made)
    assert {problem.severity for problem in report.problems} == {"warning"}


def test_what_a_zip_holds_becomes_articles(tmp_path):
    (tmp_path / "seeds").mkdir()
    rows = 'title,body\nA lamp for the jetty,"The council has bought a lamp. It will be lit, if there is oil."\n'
    (tmp_path / "seeds/all.zip").write_bytes(
        zipped({"a.json": json.dumps([record(7)]), "b.csv": rows, "c.txt": record(8)["text"]})
    )

    report = build.convert(tmp_path, [], OPTIONS)

    assert sorted(front["source"] for front, _ in articles(tmp_path)) == [
        "seeds/all.zip#a.json#r7",
        "seeds/all.zip#b.csv#1",
        "seeds/all.zip#c.txt",
    ]
    assert report.problems == ()


def test_keys_and_encoding_can_be_told_for_a_run(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.csv").write_bytes(
        "tale;heading\nDie Brücke über die Förde ist heute gesperrt.;Grüße\n".encode("latin-1")
    )
    options = build.ConvertOptions(
        now=OPTIONS.now, jobs=1, encoding="latin-1", keys={"text": "tale", "title": "heading"}
    )

    build.convert(tmp_path, [], options)

    ((front, body),) = articles(tmp_path)
    assert (front["title"], body) == ("Grüße", "Die Brücke über die Förde ist heute gesperrt.")
