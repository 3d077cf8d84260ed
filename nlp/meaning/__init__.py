"""What a number counts, how it moves, how firm it is, where, of which whole."""
