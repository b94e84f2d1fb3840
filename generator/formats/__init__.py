"""The syntaxes: front matter, Markdown, slugs, dates, templates. They know nothing of sites."""
