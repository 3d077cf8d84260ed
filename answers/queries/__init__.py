"""Read-only SELECTs over the published tables, a module for each kind of page."""
