"""Read entities and numeric claims, with their sources, out of English news text."""
