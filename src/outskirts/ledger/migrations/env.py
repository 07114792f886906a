"""Run by Alembic: the caller opens the connection and the transaction, so that all is migrated or nothing."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
