"""How two readings of a figure stand to each other: a rule and the facts that it found.

Doors: ``decide.relate``, ``verdicts.judge``, ``prove.faults``; ``catalogue`` has every rule.
"""
