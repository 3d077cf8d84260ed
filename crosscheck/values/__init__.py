"""Values and intervals: converting, comparing and printing them."""
