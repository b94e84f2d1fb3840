"""The door of the program: whatever happens inside, what comes out is a message and an exit code."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* (those of the process) name, and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:
        from generator import __version__  # noqa: PLC0415 - the shortest way to an answer

        sys.stdout.write(f"seedpress {__version__}\n")
        return 0
    try:
        from generator.cli.door import run  # noqa: PLC0415 - an interrupt may come while this is being read

        return run(given)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
