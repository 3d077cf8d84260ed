"""Find copies, stories and figures among claims, and say how their numbers relate."""
