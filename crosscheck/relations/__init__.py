"""How two readings of a figure stand to each other, with the reason."""
