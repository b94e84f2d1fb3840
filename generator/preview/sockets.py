"""Listen on the port that was asked for, or on the first free one."""

import contextlib
import errno
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.problems import MachineError, Problem

FIRST_PORT = 8000
_TRIES = 11
_LOOPBACK = ("127.0.0.1", "::1")
_PROC = Path("/proc")


def listen(host: str, port: int | None) -> list[socket.socket]:
    """Return bound sockets for *host*, all on one port; for ``localhost`` on both loopback addresses.

    Without *port* it is 8000, or the next that is free.

    Raises:
        MachineError: there is no such port or address to be had.
    """
    for candidate in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + _TRIES):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise MachineError(_refused(host, candidate, error)) from error
    raise MachineError(_busy(port))


def is_loopback(host: str) -> bool:
    """Whether *host* can be reached from this machine only."""
    return host in {"localhost", "::1"} or host.startswith("127.")


def addresses_of(listeners: Sequence[socket.socket], host: str) -> tuple[str, ...]:
    """Return the host names to show for *listeners*: for the wildcard this machine's own, the local one first."""
    if host not in {"", "0.0.0.0", "::"}:  # noqa: S104 - it is compared
        return (f"[{host}]" if ":" in host else host,)
    family = listeners[0].family
    beyond = ("2001:db8::1", 9) if family == socket.AF_INET6 else ("192.0.2.1", 9)
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect(beyond)  # sends nothing; it only chooses the address to send from
        own = str(probe.getsockname()[0])
        return ("localhost", f"[{own}]" if ":" in own else own)
    return ("localhost",)


def _bound(host: str, port: int) -> list[socket.socket]:
    if host != "localhost":
        return [_bind(host, port)]
    sockets = [_bind(_LOOPBACK[0], port)]
    try:
        # A browser may try this address first, and must not find another server there.
        sockets.append(_bind(_LOOPBACK[1], sockets[0].getsockname()[1]))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sockets[0].close()
            raise
    return sockets


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind(address)
        bound.listen()
    except BaseException:
        bound.close()
        raise
    return bound


def _busy(port: int | None) -> Problem:
    if port is None:
        return Problem(
            code="port-busy",
            what=f"the ports {FIRST_PORT} to {FIRST_PORT + _TRIES - 1} are all taken",
            fix="end one of the programs that use them, or name a free port: `--port 9000`",
        )
    owner = _owner(port)
    return Problem(
        code="port-busy",
        what=f"port {port} is taken",
        why=f"{owner} listens there" if owner else "another program listens there",
        fix="end that program, or leave out `--port` to get the next free one",
    )


def _refused(host: str, port: int, error: OSError) -> Problem:
    return Problem(
        code="address-refused",
        what=f"the preview cannot listen on {host}, port {port}",
        why=(error.strerror or str(error)).lower(),
        fix="name an address of this machine with `--host`, and a port above 1023 with `--port`",
    )


def _owner(port: int) -> str:
    """Return the name and number of the process that listens on *port*, or "" where that cannot be read."""
    wanted = {f"socket:[{inode}]" for inode in _inodes(port)}
    with contextlib.suppress(OSError):
        for process in sorted(_PROC.glob("[0-9]*")):
            with contextlib.suppress(OSError):
                if any(str(handle.readlink()) in wanted for handle in (process / "fd").iterdir()):
                    return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return ""


def _inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            for line in (_PROC / "net" / table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                    yield fields[9]
