"""English as data: word lists that the wings read."""
