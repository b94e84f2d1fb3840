"""Tell which files of a project really changed: events are hints, and a look at the disk decides.

The kernel drops events when a queue overflows, sends none over a network share or for a linked file, and sends
several for one save. So a batch of hints only says where to look, everything is looked at when hints may have
been lost, and again every 30 seconds while nothing happens.
"""

from generator.engine.watch.snapshot import Watched
from generator.engine.watch.watcher import Watcher

__all__ = ["Watched", "Watcher"]
