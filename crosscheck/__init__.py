"""Claims side by side. The door is ``crosscheck.check.crosscheck``, over ``crosscheck.model``.

Nothing is imported here: who only turns a unit into another loads none of the rest.
"""
