"""How an older ledger becomes one of today: Alembic's environment, and one file a revision."""
