"""How a text is laid out and parsed: sentences, tables, regions, the parse and its walks."""
