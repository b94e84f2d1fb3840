"""The effects: files, caches, locks, processes. Everything here touches the machine."""
