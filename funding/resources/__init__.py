"""How awards come in as publishers write them, and leave as lists."""
