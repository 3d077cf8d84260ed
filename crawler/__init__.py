"""Find news pages, fetch them politely and safely, archive what came back, read articles."""
