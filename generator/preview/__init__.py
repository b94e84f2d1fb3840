"""A live session: watch files, plan again, render what a browser asks for, tell it what changed."""
