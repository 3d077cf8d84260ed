"""Values and intervals: converting and comparing them.

Doors: ``intervals.span`` and ``meet``, ``conversion.between_claims``, ``labels.figure_labels``.
"""
