"""The demo newsroom: fictional outlets of a fictional country, as data, and a server for them.

``outlets.toml`` and ``stories/*.toml`` hold the prose, ``styles/*.html`` the looks of the pages and
``plants.toml`` what a ledger of them has to show.
"""
