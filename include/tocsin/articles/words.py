"""How do the rooms' word lists stand in the code? As running text, so that a reader sees words and not quotes."""


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(text.split())
