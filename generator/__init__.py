"""Seedpress: raw articles in, a publication out."""
