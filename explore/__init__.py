"""The Datasette plugin: pages, charts, canned queries, feeds and exports over the published tables."""
