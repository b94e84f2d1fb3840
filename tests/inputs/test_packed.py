"""Seeds that are compressed or lie in archives."""

import gzip
import os
import sys
import zipfile

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from reading import codes, read, zipped

SEED = b"A lamp\n\nThe council has bought a lamp.\n"
TEXT = SEED.decode()


def zst(raw):
    return zstandard.ZstdCompressor().compress(raw)


@pytest.mark.parametrize(
    ("pack", "name"), [(gzip.compress, "seeds/a.txt.gz"), (zst, "seeds/a.txt.zst"), (zst, "seeds/a")]
)
def test_a_packed_seed_is_read_as_if_it_were_not(pack, name):
    (document,), problems = read(pack(SEED), name)

    assert (document.path, document.text, problems) == (name, TEXT, [])


def test_several_packed_pieces_in_a_row_are_one_file():
    assert read(gzip.compress(SEED) + gzip.compress(SEED), "a.gz")[0][0].text == TEXT * 2
    assert read(zst(SEED) + zst(SEED), "a.zst")[0][0].text == TEXT * 2


def test_each_member_of_an_archive_is_a_document():
    archive = zipped({"a.txt": SEED, "in/b.txt": SEED, "c.txt.gz": gzip.compress(SEED), "pic.png": b"\x89PNG", ".hidden.txt": b"x",
                      "__MACOSX/._a.txt": b"\0\0", "in/": b""})  # fmt: skip

    documents, problems = read(archive, "seeds/pack.zip")

    assert [one.path for one in documents] == [
        "seeds/pack.zip#a.txt",
        "seeds/pack.zip#in/b.txt",
        "seeds/pack.zip#c.txt.gz",
    ]
    assert {one.text for one in documents} == {TEXT}
    assert problems == []


def test_one_bad_member_does_not_stop_the_others():
    archive = bytearray(zipped({"a.txt": SEED, "b.txt": b"x" * 99 + os.urandom(99), "c.txt": SEED}, zipfile.ZIP_STORED))
    archive[archive.index(b"bought")] ^= 1  # the checksum of the first no longer fits

    documents, problems = read(bytes(archive), "pack.zip")

    assert [one.path for one in documents] == ["pack.zip#c.txt"]
    assert [(one.code, one.where.path) for one in problems] == [
        ("archive-damaged", "pack.zip#a.txt"),
        ("encoding", "pack.zip#b.txt"),
    ]


def test_members_of_one_name_stay_apart():
    with pytest.warns(UserWarning, match="Duplicate"):
        out = zipped({}) and _twice()

    assert [one.path for one in read(out, "pack.zip")[0]] == ["pack.zip#a.txt", "pack.zip#a.txt~2"]


def _twice():
    from io import BytesIO

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", SEED)
        archive.writestr("a.txt", SEED)
    return out.getvalue()


def test_an_encrypted_member_is_said_to_be_so():
    archive = bytearray(zipped({"a.txt": SEED}))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    archive[6] |= 1

    assert read(bytes(archive), "pack.zip")[1][0].what == "this file is encrypted"


def test_an_archive_without_seeds_says_so():
    assert codes(read(zipped({"a.png": b"x"}), "pack.zip")[1]) == ["archive-empty"]
    assert codes(read(zipped({}), "pack.zip")[1]) == ["archive-empty"]


@pytest.mark.parametrize("pack", [gzip.compress, zst, lambda raw: zipped({"a.txt": raw})])
def test_a_file_cut_short_is_damaged(pack):
    raw = pack(os.urandom(5000).hex().encode())

    documents, problems = read(raw[: len(raw) // 2], "a")

    assert documents == []
    assert codes(problems) == ["archive-damaged"]


@pytest.mark.parametrize("pack", [gzip.compress, zst, lambda raw: zipped({"a.txt": raw, "b.txt": SEED})])
def test_a_bomb_stops_at_the_limit(pack):
    documents, (problem,) = read(pack(b"\n" * 3_000_000), "bomb", unpacked=1_000_000)

    assert documents == []
    assert (problem.code, "limits.unpacked_size" in problem.fix) == ("unpacked-too-large", True)


def test_archives_in_archives_end_somewhere():
    raw = SEED
    for _ in range(3):
        raw = gzip.compress(raw)

    assert codes(read(raw, "a.gz")[1]) == ["unpacked-too-large"]
    assert read(zipped({"a.zip": zipped({"a.txt": SEED})}), "b.zip")[0][0].path == "b.zip#a.zip#a.txt"


@given(
    st.binary(max_size=300),
    st.sampled_from([gzip.compress, zst, lambda raw: zipped({"a.txt": raw, "b.jsonl": raw})]),
    st.data(),
)
def test_damage_anywhere_gives_documents_or_problems(content, pack, data):
    raw = bytearray(pack(content))
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))

    documents, problems = read(bytes(raw), "a")

    assert documents or problems


def test_without_the_library_the_line_that_installs_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)

    (problem,) = read(zst(SEED), "seeds/a.txt.zst")[1]

    assert (problem.code, problem.fix) == ("extra-missing", "run `pip install 'seedpress[zst]'`")
