"""Arabic as it is written in Britain: pounds stand beside the numbers of reports."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
