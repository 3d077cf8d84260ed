"""What is printed: numerals, units, money, ranges, hedges, and numbers that are no claims."""
