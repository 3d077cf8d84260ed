"""The verbs, a module for each part of the work. They parse, call and print; nothing more."""
