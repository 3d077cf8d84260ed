"""The ledger: schema, migrations, every write, the published views."""
