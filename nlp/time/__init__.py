"""When: expressions of time, the calendar, and which number a time belongs to."""
