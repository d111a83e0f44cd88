"""Numbers as they may come in an address: none that the database could not hold."""

from typing import Annotated

from fastapi import Path

Id = Annotated[int, Path(ge=1, le=2**53 - 1, description="The number that doorstep gave it.")]
