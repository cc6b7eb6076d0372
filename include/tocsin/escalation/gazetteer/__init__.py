"""Whom and where does a text name? The tables (`*.csv`), the reading of them, and the search for their terms."""
