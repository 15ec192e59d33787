"""Paper: a page of HTML as a PDF that lasts and that everybody can read, in our own type."""
