"""Read what a line states: dates, names, captions, lists of tags."""
