"""What English classes show on pages of the wing (services/parts.py)."""
