"""Which words tell of an act, and of what kind? The frames (`lexicon*.yaml`) and the reading of them."""
