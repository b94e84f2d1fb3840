"""Name the documents of a file that holds many: ``FILE#KEY``, each once, in a line that a person can read."""

from hashlib import blake2b

from generator.formats.text import clean

_LONGEST = 200
_DIGEST_SIZE = 8


class Places:
    """The paths of the documents of the file *name*, given out one after the other."""

    def __init__(self, name: str) -> None:
        self._name = name
        # Eight bytes each, so that a file may have a million records.
        self._taken: set[int] = set()

    def path(self, key: str, number: int) -> str:
        """Return the path of document *number*, whose id or address is *key*, "" if it has none.

        Of two documents with one key, the later has its number too.
        """
        told = " ".join(clean(key).split())
        if len(told) > _LONGEST:
            told = f"{told[: _LONGEST - 20]}…{_digest(told):016x}"
        for candidate in (told, f"{told}~{number}"):
            mark = _digest(candidate or str(number))
            if mark not in self._taken:
                self._taken.add(mark)
                return f"{self._name}#{candidate or number}"
        return f"{self._name}#{told}~{number}~"


def _digest(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE).digest())
