"""The Datasette plugin: pages, charts, canned queries, feeds, exports over the published tables.

Door: ``explore.serve.serve``; Datasette loads ``explore.plugin`` by its entry point.
"""
