"""The Datasette plugin: pages, charts, canned queries, feeds, exports over the published tables."""
