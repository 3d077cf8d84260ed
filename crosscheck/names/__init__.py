"""Names of figures and stories: what is asked, of what or where, when.

Doors: ``story_names.about``, ``story_names.story_label``, ``figure_names.figure_labels``.
"""
