"""Bringing an older ledger's schema up to date. Alembic is imported here and nowhere else, only when it is needed."""

from pathlib import Path

from sqlalchemy import Connection

HERE = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, to: str = "head", *, scripts: Path = HERE) -> None:
    """Runs the missing migrations in one transaction on this connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
