"""How two readings of a figure stand to each other: a rule and the facts that it found.

Doors: ``decide.relate``, ``verdicts.judge``; ``catalogue`` has every rule.
"""
