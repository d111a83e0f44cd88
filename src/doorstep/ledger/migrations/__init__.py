"""Alembic's folder: each revision of the schema as a step from the one before."""
