"""The measurements, beside those of the peers and the floors: `python -m benchmarks [PART …]`, all of them without."""

import sys
from importlib import import_module
from pathlib import Path

PARTS = ("engine", "proofs", "many", "bulk", "start", "ledger", "replay", "evenness", "sources", "page", "life")


def main() -> int:
    """Runs the parts that are asked for, all of them where none is; 1 where a bar was missed."""
    wanted = sys.argv[1:] or list(PARTS)
    if strange := [part for part in wanted if part not in PARTS]:
        print(f"no part called {', '.join(strange)}; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    sys.path.insert(0, str(Path(__file__).parent))  # the scripts here also run by themselves
    timing, table = import_module("timing"), import_module("table")
    print(f"doorstep's measurements. {timing.machine()}")
    for part in wanted:
        others = timing.Others()
        import_module(part).show()
        print(f"\n  [{part}: meanwhile {others.text()}]")
        timing.unsettle()
    print("\nAll bars met." if not table.MISSED else "\nMissed:")
    for line in table.MISSED:
        print(f"  {line}")
    return 1 if table.MISSED else 0


if __name__ == "__main__":
    sys.exit(main())
