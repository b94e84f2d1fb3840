"""List the files of an output directory that the build wrote, in a file beside them.

The list is a line per file, its digest and its path, sorted, so that equal sites have equal lists and
``b2sum -l 128 -c .seedpress-manifest`` checks a published copy. Only files on the list are ever changed or removed.
"""

import os

from generator.engine.digests import SIZE
from generator.engine.walking import is_plain_name

MANIFEST = ".seedpress-manifest"
STAGING = ".seedpress-tmp"
_NOT_NAMES = frozenset({"", ".", ".."})


def read_manifest(root: str) -> dict[str, bytes]:
    """Return the digests by path that the manifest in *root* lists; what cannot be understood is passed over.

    A missing or damaged manifest means that fewer files are ours, never more.
    """
    try:
        handle = os.open(os.path.join(root, MANIFEST), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return {}
    owned: dict[str, bytes] = {}
    for line in text.split("\n"):
        name, _, path = line.partition("  ")
        try:
            digest = bytes.fromhex(name)
        except ValueError:
            continue
        if len(digest) == SIZE and is_output_path(path):
            owned[path] = digest
    return owned


def manifest_text(digests: dict[str, bytes]) -> bytes:
    """Return the manifest of the files in *digests*."""
    return "".join(f"{digest.hex()}  {path}\n" for path, digest in sorted(digests.items())).encode()


def is_output_path(path: str) -> bool:
    """Whether *path* names a file below the output directory that is not one of the sink's own.

    The plan has checked this; here is the last door before the disk, and the manifest may have been edited.
    """
    parts = path.split("/")
    return (
        _NOT_NAMES.isdisjoint(parts)
        and parts[0] not in {MANIFEST, STAGING}
        and "\\" not in path
        and "\ufffd" not in path
        and is_plain_name(path)
    )


def parents(path: str) -> list[str]:
    """Return the folders *path* lies in, outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]
