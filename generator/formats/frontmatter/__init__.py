"""Read and write the block between two ``---`` lines in which a text tells about itself.

``split`` finds the block, ``read_metadata`` gives it meaning, ``join`` writes it.
"""

from generator.formats.frontmatter.blocks import split
from generator.formats.frontmatter.reading import read_metadata, title_from_path
from generator.formats.frontmatter.writing import join

__all__ = ["join", "read_metadata", "split", "title_from_path"]
