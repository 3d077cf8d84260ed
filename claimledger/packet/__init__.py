"""``export --packet``: a figure as one file that proves itself offline."""
