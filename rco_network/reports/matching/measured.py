"""What `manage.py trial matching` measured on 23 November 2026, seed 1, on invented people."""

RECALL = 0.75
CHANCE = 0.5
SPREAD = 0.15
CHANCE_SPREAD = 0.5
