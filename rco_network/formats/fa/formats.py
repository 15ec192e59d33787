"""Farsi and Dari: Django's own separators, in groups of three."""

NUMBER_GROUPING = 3
