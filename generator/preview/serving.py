"""Serve a project: choose the port, say the address, run."""

import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socket

from generator.engine.watch import Watched
from generator.preview import FOLDERS, ServeOptions
from generator.preview.publication import Opener, base_path_or_top
from generator.preview.running import Preview, Voice
from generator.preview.sockets import addresses_of, is_loopback, listen
from generator.problems import Problem
from generator.steps.load import CONFIG_FILE

_INTERRUPTED = 130
_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")


def serve_until_interrupted(
    root: Path, options: ServeOptions, line: Callable[[str], None], report: Callable[[Sequence[Problem]], None]
) -> int:
    """Do what :func:`generator.preview.serve` says."""
    listeners = listen(options.host, options.port)
    try:
        hosts = addresses_of(listeners, options.host)
        origins = [f"http://{host}:{listeners[0].getsockname()[1]}" for host in hosts]
        preview = Preview(
            Opener(root, origins[0], production=options.production),
            Watched(root=root, files=(CONFIG_FILE,), folders=FOLDERS),
            listeners,
            (*_OWN_NAMES, *hosts),
            Voice(line, report),
            poll=options.poll,
        )
        _say_where(origins, base_path_or_top(root), options, Voice(line, report))
        preview.run()
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        _close(listeners)
    return 0


def _say_where(origins: Sequence[str], base: str, options: ServeOptions, voice: Voice) -> None:
    for origin in origins:
        voice.line(f"Preview at {origin}{base}")
    voice.line("Press Ctrl-C to end it.")
    if not is_loopback(options.host):
        voice.report([_exposed(options.host)])
    if options.open_browser:
        # A browser may be slow to start, and the preview does not wait for it.
        threading.Thread(target=webbrowser.open, args=(origins[0] + base,), daemon=True).start()


def _exposed(host: str) -> Problem:
    return Problem(
        code="preview-exposed",
        what="everyone in this network can read the preview, drafts included",
        why=f"it listens on {host}",
        fix="leave out `--host` to keep it to this machine",
        severity="warning",
    )


def _close(listeners: Sequence[socket]) -> None:
    for listener in listeners:
        listener.close()
