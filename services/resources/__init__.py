"""Files of past sessions coming in, in one direction:

`columns` (which column is which) → `cells` (what a cell means) → `draft` (a file read into
distinct sessions, people and rows) → `matching` (which of them are already known) → `check`
(what would happen, row by row) → `saving` (making it so, set by set).
"""
