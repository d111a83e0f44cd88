"""Requests in files, as many as there are: read by DuckDB, decided in batches, written as Parquet."""
