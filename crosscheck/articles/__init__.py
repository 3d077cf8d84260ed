"""Articles side by side: copies, stories, neighbours, revisions."""
