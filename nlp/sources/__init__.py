"""Whose word it is: cues, frames, quotations, who is meant, chains."""
