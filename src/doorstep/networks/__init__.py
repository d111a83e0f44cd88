"""Live accounts, and what each network can tell and do."""
