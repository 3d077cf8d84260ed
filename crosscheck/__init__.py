"""Find copies, stories and figures among claims, and say how their numbers relate.

Door: ``crosscheck.check.crosscheck``, a pure function.
"""
