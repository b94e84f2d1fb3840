"""Tell what each input of an output is now, so that its trace can say whether it is stale."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import structs

from generator.engine.digests import digest
from generator.engine.sinks import FolderSink
from generator.engine.traces import MISSING, StoredTrace, why_stale
from generator.model import Output
from generator.steps.load import Loaded
from generator.yaml_places import overlaid


class Inputs:
    """The digests of all inputs of a loaded project, each worked out when it is first asked for."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._known: dict[str, bytes | None] = {"code": loaded.code}
        self._kinds: Mapping[str, Callable[[str], bytes | None]] = {
            "asset": self._asset,
            "config": self._config,
            "plan": self._plan,
            "query": self._query,
            "summary": self._summary,
            "template": self._template,
            "theme": self._theme,
        }

    def current(self, key: str) -> bytes:
        """Return the digest of the input *key* now, or ``MISSING`` when there is no such thing."""
        if key not in self._known:
            kind, _, rest = key.partition(":")
            self._known[key] = self._kinds[kind](rest) if kind in self._kinds else self._text(key)
        return self._known[key] or MISSING

    def _text(self, path: str) -> bytes | None:
        parsed = self._loaded.parsed.get(path)
        if parsed is None:
            return None
        # The lines of front-matter keys are for messages; a page does not show them.
        return digest((structs.replace(parsed.metadata, places={}), parsed.body))

    def _summary(self, path: str) -> bytes | None:
        summary = self._loaded.site.summaries.get(path)
        return digest(summary) if summary else None

    def _query(self, question: str) -> bytes | None:
        try:
            return digest(self._loaded.catalogue.ask(question))
        except (KeyError, ValueError):  # about something that is gone, or asked by another version
            return None

    def _config(self, key: str) -> bytes | None:
        return digest(getattr(self._loaded.config, key, None))

    def _template(self, name: str) -> bytes | None:
        if name == "*":
            return digest(sorted((name, template.digest) for name, template in self._loaded.theme.templates.items()))
        template = self._loaded.theme.templates.get(name)
        return template.digest if template else None

    def _theme(self, _: str) -> bytes:
        return digest(overlaid(self._loaded.theme.options, self._loaded.config.theme_options))

    def _asset(self, origin: str) -> bytes | None:
        if origin.startswith("theme/"):
            asset = self._loaded.theme.assets.get(origin.removeprefix("theme/"))
            return asset.digest if asset else None
        found = self._loaded.files.get(origin)
        return found.digest if found else None

    def _plan(self, path: str) -> bytes | None:
        output = self._loaded.plan.outputs.get(path)
        return digest(output) if output else None


class Judge:
    """Say which outputs are stale, by their *traces*, the *inputs* now, and what *sink* holds.

    *restated* gathers the traces of outputs whose files were touched but have the right bytes, so that
    they need not be read again.
    """

    def __init__(self, inputs: Inputs, traces: Mapping[str, StoredTrace], sink: FolderSink) -> None:
        self._inputs = inputs
        self._traces = traces
        self._sink = sink
        self.restated: dict[str, StoredTrace] = {}

    def why_stale(self, output: Output) -> str | None:
        """Return the first reason to make *output* again, or None when its file is as it should be."""
        stored = self._traces.get(output.path)
        reason = why_stale(stored.trace if stored else None, self._inputs.current)
        if reason or stored is None:
            return reason
        held = self._sink.holds(output.path, stored.trace.result, stored.signature, stored.recorded_ns)
        if held is None:
            return "its file in the output directory is missing or was changed"
        if held != (stored.signature, stored.recorded_ns):
            self.restated[output.path] = StoredTrace(stored.trace, *held, stored.reason)
        return None


def trace_keys(path: str, read: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of all inputs of the output at *path*: what its rendering *read*, its plan, the program."""
    return (*read, f"plan:{path}", "code")
