"""How Alembic runs inside doorstep: on the connection that it is given, in one transaction."""

from alembic import context

from doorstep.ledger.schema import metadata

connection = context.config.attributes["connection"]
if connection.dialect.name == "sqlite":
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # tables are rebuilt to be altered
    connection.exec_driver_sql("BEGIN IMMEDIATE")
try:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    context.run_migrations()
    broken = (
        connection.exec_driver_sql("PRAGMA foreign_key_check").first() if connection.dialect.name == "sqlite" else None
    )
    if broken is not None:
        raise RuntimeError(f"a migration broke a reference of {broken[0]} {broken[1]}")
    connection.commit()
except BaseException:
    connection.rollback()
    raise
finally:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
