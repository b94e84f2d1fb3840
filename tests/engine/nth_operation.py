"""Commit outputs again and again, and let the first, second, third... operation on the disk fail, or be the last.

Run as a program: ``nth_operation.py kill|fail FOLDER``; prints the number of operations tried, and then a line for
each thing that was wrong afterwards. Python's audit events are the operations, so nothing is imitated.
"""

import errno
import os
import signal
import sys
from pathlib import Path
from shutil import rmtree

from generator.engine.digests import digest_bytes
from generator.engine.sinks import FolderSink
from generator.problems import MachineError

OPERATIONS = {"os.rename", "os.link", "os.mkdir", "os.rmdir", "os.remove"}
WRITING = os.O_WRONLY | os.O_RDWR

OLD = {
    "index.html": b"home",
    "same.html": b"same",
    "a/index.html": b"A",
    "b.html": b"B",
    "gone/deep/x.html": b"X",
    "f/g.html": b"G",
}
NEW = {
    "index.html": b"home 2",
    "same.html": b"same",
    "a/index.html": b"A 2",
    "b.html/index.html": b"B 2",
    "new/c/x.html": b"C",
    "f": b"F",
}
LATER = {"index.html": b"home 3", "new/d.html": b"D"}
THEIRS = {"a/mine.txt": b"mine", "gone/mine.txt": b"mine"}


def publish(root, files):
    sink = FolderSink(root, "site")
    try:
        staged = [sink.stage(path, body) for path, body in files.items()]
        kept = {one.path: digest_bytes(files[one.path]) for one in staged if not one.temp}
        sink.commit([one for one in staged if one.temp], kept)
    finally:
        sink.abandon()


def tree(root):
    """Return every file below *root*, and every empty folder as a key that ends in a slash."""
    found = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def clean_tree(root, files):
    rmtree(root, ignore_errors=True)
    for path, body in THEIRS.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(body)
    publish(root, files)
    return tree(root)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def fail():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def arm(number, action):
    """Run *action* before operation *number* from now on; return a function that tells whether it came to that."""
    left = number

    def hook(event, arguments):
        nonlocal left
        if event in OPERATIONS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            left -= 1
            if left == 0:
                action()

    sys.addaudithook(hook)  # it stays until the process ends
    return lambda: left <= 0


def in_child(work):
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    status = 1
    try:
        status = 0 if work() else 3
    except MachineError as error:
        status = 10 if error.problems[0].code == "disk-full" else 1
    finally:
        os._exit(status)


def trial(root, number, action):
    was_reached = arm(number, action)
    publish(root, NEW)
    return was_reached()


def wrongs(root, mode, number, trees):
    """Return what is wrong after operation *number*, None when there were not so many."""
    status = in_child(lambda: trial(root, number, die if mode == "kill" else fail))
    code = os.waitstatus_to_exitcode(status)
    if code == 3:
        return None
    found = []
    if code not in ({-signal.SIGKILL} if mode == "kill" else {0, 10}):
        found.append(f"{number}: ended with {code}")
    now = tree(root)
    if mode == "fail" and now not in (trees["old"], trees["new"]) and not any("seedpress-tmp" in path for path in now):
        found.append(f"{number}: the site is neither old nor new: {sorted(now)}")
    known = {*trees["old"].items(), *trees["new"].items()}
    if any((path, body) not in known for path, body in now.items() if "seedpress" not in path and body):
        found.append(f"{number}: a file is half written")
    if any(now.get(path) != body for path, body in THEIRS.items()):
        found.append(f"{number}: a foreign file is lost")
    follower, expected = (NEW, trees["new"]) if number % 2 else (LATER, trees["later"])
    publish(root, follower)
    if tree(root) != expected:
        found.append(f"{number}: the next build gives {sorted(tree(root))}")
    return found


def main(mode, folder):
    root = Path(folder) / "site"
    trees = {name: clean_tree(root, files) for name, files in (("old", OLD), ("new", NEW), ("later", LATER))}
    number, found = 0, []
    while True:
        clean_tree(root, OLD)
        number += 1
        wrong = wrongs(root, mode, number, trees)
        if wrong is None:
            break
        found += wrong
    sys.stdout.write("\n".join([str(number - 1), *found]))


if __name__ == "__main__":
    main(*sys.argv[1:])
