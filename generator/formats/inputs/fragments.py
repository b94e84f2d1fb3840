"""Make a document of HTML that is nothing but an article: from a feed, an export, a word processor."""

from msgspec import structs

from generator.formats.html_tree import parse_fragment
from generator.formats.inputs.addresses import Addresses
from generator.formats.inputs.marked import pieces_of
from generator.formats.inputs.pieces import written
from generator.formats.inputs.trees import flattened
from generator.model import Given, SeedDocument


def document_of(
    path: str, html: str, digest: str, given: Given, addresses: Addresses | None = None, *, is_titled: bool = False
) -> SeedDocument:
    """Return the article that *html* is, with what is *given* beside it; all of its lines stay.

    A heading of the first level that it begins with is its title, if it is called so, has no other, or *is_titled*:
    its markup says that this heading is a title.
    """
    addresses = addresses or Addresses(given.url)
    pieces = pieces_of(flattened(parse_fragment(html)), addresses)
    heads = pieces[:1] and pieces[0].level == 1 and (is_titled or given.title in {"", pieces[0].text})
    if heads:
        given, pieces = structs.replace(given, title=pieces[0].text), pieces[1:]
    text, marked = written(pieces)
    return SeedDocument(path, text, digest, given=given, marked=marked, is_article=True, files=addresses.files)
