"""Put outputs where they belong: a folder that may hold other people's files too.

A sink is asked in this order: ``check`` the planned paths, ask whether it ``holds`` what earlier builds made,
``stage`` what is new, ``commit`` all at once. Until the commit nothing visible changes; a commit that fails is
undone; one that is killed leaves a manifest of everything it may have written, and the next build ends its work.
"""

import os
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from generator.engine.digests import digest_bytes, digest_stream
from generator.engine.faults import guarded
from generator.engine.manifest import MANIFEST, is_output_path, manifest_text, parents, read_manifest
from generator.engine.obstacles import foreign, has_plain_parents, obstacles
from generator.engine.signatures import Signature, is_settled, signature_of
from generator.engine.staging import Committed, Staged, Staging, Steps, steps
from generator.problems import Problem, SiteError, in_order

__all__ = ["Committed", "FolderSink", "Staged", "clean"]


class FolderSink:
    """The output directory *root*; *shown* is its name in messages."""

    def __init__(self, root: Path, shown: str = "") -> None:
        self._root = os.path.realpath(root)
        self._shown = shown or str(root)
        self._staging = Staging(self._root)

    def check(self, planned: Collection[str]) -> tuple[Problem, ...]:
        """Return what is in the way of the *planned* paths."""
        return in_order(obstacles(self._root, self._shown, planned, read_manifest(self._root)))

    def holds(
        self, path: str, result: bytes, signature: Signature | None, recorded_ns: int
    ) -> tuple[Signature, int] | None:
        """Return the signature and its time of record if the output at *path* has the digest *result*, else None.

        Reads the file only if *signature*, taken at *recorded_ns*, does not prove it.
        """
        target = os.path.join(self._root, path)
        now_ns = time.time_ns()
        try:
            found = signature_of(os.lstat(target))
        except OSError:
            return None
        if found == signature and is_settled(found, recorded_ns):
            return found, recorded_ns
        return (found, now_ns) if _digest_plain(self._root, path) == result else None

    def stage(self, path: str, body: bytes) -> Staged:
        """Make *body* ready to become the output at *path*; any process may do so that has a copy of the sink."""
        if not is_output_path(path):
            raise SiteError(*self.check([path]))
        result = digest_bytes(body)
        held = self.holds(path, result, None, 0)
        if held:
            return Staged(path, result, signature=held[0])
        with guarded(f"{self._shown}/{path}"):
            return Staged(path, result, self._staging.write(body))

    def stage_file(self, path: str, handle: int) -> Staged:
        """Copy the open file *handle*, which may be larger than memory, to become the output at *path*."""
        if not is_output_path(path):
            raise SiteError(*self.check([path]))
        with guarded(f"{self._shown}/{path}"):
            temp, result = self._staging.copy(handle)
            held = self.holds(path, result, None, 0)
            if held:
                os.unlink(temp)
            return Staged(path, result, "" if held else temp, signature=held[0] if held else None)

    def commit(self, staged: Sequence[Staged], keep: Mapping[str, bytes]) -> Committed:
        """Publish *staged* beside the outputs in *keep* (path to digest); remove every other output of ours."""
        owned = read_manifest(self._root)
        digests = dict(keep) | {one.path: one.digest for one in staged}
        fresh = [one for one in staged if one.temp]
        stale = sorted(owned.keys() - digests.keys())
        try:
            with guarded(self._shown):
                if fresh or stale or owned != digests:
                    self._refuse_obstacles(fresh, digests, owned)
                    removed = self._change(fresh, stale, owned, digests)
                else:
                    removed = frozenset()
                return self._report(staged, removed)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Forget what was staged; to be called when a build ends without a commit."""
        with guarded(self._shown):
            self._staging.wipe()

    def _refuse_obstacles(self, fresh: Iterable[Staged], planned: Collection[str], owned: Collection[str]) -> None:
        problems = list(obstacles(self._root, self._shown, planned, owned))
        for one in fresh:
            target = os.path.join(self._root, one.path)
            if one.path not in owned and os.path.lexists(target) and not os.path.isdir(target):
                problems.append(foreign(self._shown, one.path, "the build did not write it, and its bytes differ"))
        if problems:
            raise SiteError(*in_order(problems))

    def _change(
        self, fresh: Sequence[Staged], stale: Sequence[str], owned: dict[str, bytes], digests: dict[str, bytes]
    ) -> frozenset[str]:
        """Go from the *owned* files to those of *digests*: intent, what is in the way, renames, removals, manifest."""
        blocking = _blocking(stale, digests)
        with steps(self._root, self._staging) as step:
            if owned.keys() | digests.keys() != owned.keys():
                step.place(self._staging.write(manifest_text(owned | digests)), MANIFEST)
            removed = self._take_away(step, blocking, digests)
            for one in fresh:
                with guarded(f"{self._shown}/{one.path}"):
                    _clear_folder(step, self._root, one.path)
                    step.place(one.temp, one.path)
            removed += self._take_away(step, [path for path in stale if path not in blocking], digests)
            step.place(self._staging.write(manifest_text(digests)), MANIFEST)
        return frozenset(removed)

    def _take_away(self, step: Steps, stale: Iterable[str], planned: Collection[str]) -> list[str]:
        spellings = {path.casefold(): path for path in planned}
        removed: list[str] = []
        for path in stale:
            # On a file system that ignores case, the stale name may show a planned output.
            planned_name = spellings.get(path.casefold(), path)
            if has_plain_parents(self._root, path) and not (
                planned_name != path and _is_same_file(self._root, path, planned_name)
            ):
                with guarded(f"{self._shown}/{path}"):
                    removed += [path] if step.take_away(path) else []
        return removed

    def _report(self, staged: Sequence[Staged], removed: frozenset[str]) -> Committed:
        signatures = {
            one.path: one.signature or signature_of(os.lstat(os.path.join(self._root, one.path))) for one in staged
        }
        return Committed(
            written=frozenset(one.path for one in staged if one.temp),
            unchanged=frozenset(one.path for one in staged if not one.temp),
            removed=removed,
            signatures=signatures,
            # Later than the signatures: what somebody else writes to an output in the very tick in which we
            # put it there, without changing its size, goes unseen. Else each build would be read again by the next.
            recorded_ns=time.time_ns(),
        )


def clean(root: Path, shown: str = "") -> tuple[str, ...]:
    """Remove from the output directory *root* what builds wrote, and it too if nothing else is left."""
    place = os.path.realpath(root)
    owned = read_manifest(place)
    removed = FolderSink(root, shown).commit((), {}).removed if owned else frozenset()
    with guarded(shown or str(root)):
        Staging(place).wipe()
        if os.path.lexists(os.path.join(place, MANIFEST)):
            os.unlink(os.path.join(place, MANIFEST))
        if os.path.isdir(place) and not os.listdir(place):
            os.rmdir(place)
    return tuple(sorted(removed))


def _blocking(stale: Iterable[str], planned: Collection[str]) -> list[str]:
    """Return those of *stale* that lie where a planned output needs a folder, or in a folder that must be a file."""
    folders = {folder for path in planned for folder in parents(path)}
    return [path for path in stale if path in folders or any(folder in planned for folder in parents(path))]


def _clear_folder(step: Steps, root: str, path: str) -> None:
    target = os.path.join(root, path)
    if os.path.isdir(target) and not os.path.islink(target):
        for folder, _, _ in os.walk(target, topdown=False):
            step.remove_empty(os.path.relpath(folder, root))


def _is_same_file(root: str, one: str, other: str) -> bool:
    try:
        return os.path.samestat(os.lstat(os.path.join(root, one)), os.lstat(os.path.join(root, other)))
    except OSError:
        return False


def _digest_plain(root: str, path: str) -> bytes | None:
    if not has_plain_parents(root, path):
        return None
    try:
        handle = os.open(os.path.join(root, path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            return digest_stream(handle)
        finally:
            os.close(handle)
    except OSError:
        return None
