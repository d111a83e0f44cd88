"""`python -m doorstep`."""

from .cli import main

main(prog_name="doorstep")
