"""Values and intervals: converting and comparing them.

Doors: ``intervals.span``, ``intervals.meet`` and ``conversion.between_claims``.
"""
