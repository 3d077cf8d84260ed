"""Which claims answer one question: facets, pairs, groups, readings."""
