"""How is one sentence built? Its clauses, the parts that actors play in them, and whether a word is a verb there."""
