"""Turn the text of a seed into an article, with a reason for every line."""
