"""Fitting what the crosscheck has learned: ``make train`` writes the models that are shipped."""
