"""Any sequence of builds and of meddling with the output ends as one clean build would, plus what others put there."""

import tempfile
from pathlib import Path
from shutil import rmtree

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator.engine.digests import digest_bytes
from generator.engine.sinks import FolderSink, clean
from generator.problems import SiteError

NAMES = st.sampled_from(["a", "b", "a/x", "a/y/z", "b/x", "A", "c.html", "c.html/index.html"])
BODIES = st.sampled_from([b"", b"one", b"two"])


def is_possible(paths):
    """Whether no path is the folder of another."""
    return not any(other.startswith(f"{path}/") for path in paths for other in paths)


PLANS = st.dictionaries(NAMES, BODIES, max_size=5).filter(is_possible)


class Builds(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.top = Path(tempfile.mkdtemp())
        self.root = self.top / "site"
        self.ours = {}
        self.theirs = {}
        self.seen = {}

    def teardown(self):
        rmtree(self.top)

    @rule(plan=PLANS)
    def build(self, plan):
        sink = FolderSink(self.root)
        before = self.files()
        kept, staged = {}, []
        for path, body in plan.items():
            held = path in self.seen and sink.holds(path, digest_bytes(body), *self.seen[path])
            if held:
                kept[path] = digest_bytes(body)
                self.seen[path] = held
            else:
                staged.append(sink.stage(path, body))
        try:
            report = sink.commit(staged, kept)
        except SiteError:
            assert any(self.is_in_the_way(path, plan) for path in self.theirs)
            assert self.files() == before
            return
        assert report.written == {one.path for one in staged if before.get(one.path) != plan[one.path]}
        assert report.removed <= self.ours.keys() - plan.keys()
        self.ours = dict(plan)
        self.theirs = {path: body for path, body in self.theirs.items() if path not in plan}
        self.seen |= {path: (signature, report.recorded_ns) for path, signature in report.signatures.items()}

    def is_in_the_way(self, path, plan):
        differs = path in plan and plan[path] != self.theirs[path]
        return differs or not is_possible([path, *(name for name in plan if name != path)])

    @rule(path=NAMES, body=BODIES)
    def somebody_writes(self, path, body):
        """Write a file of their own, or write over one of ours, which stays ours."""
        target = self.root / path
        taken = {*self.ours, *self.theirs} - {path}
        if not is_possible([path, *taken]) or target.is_dir():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        (self.ours if path in self.ours else self.theirs)[path] = body

    @rule(path=NAMES)
    def somebody_removes(self, path):
        if (self.root / path).is_file():
            (self.root / path).unlink()
            self.theirs.pop(path, None)
            if path in self.ours:
                self.ours[path] = None

    @rule()
    def somebody_cleans(self):
        clean(self.root)
        self.ours = {}

    def files(self):
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and path.name != ".seedpress-manifest"
        }

    @invariant()
    def the_folder_holds_what_is_ours_and_what_is_theirs(self):
        ours = {path: body for path, body in self.ours.items() if body is not None}
        assert self.files() == ours | self.theirs


TestBuilds = Builds.TestCase
TestBuilds.settings = settings(max_examples=60, stateful_step_count=25)
