"""A report on paper: the HTML of a document, its PDF, and the figures attached as CSV."""
