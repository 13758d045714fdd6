"""`python -m evals.coding`: the codes of single events, field by field, on passages about invented places."""

from __future__ import annotations

import argparse
import json
import sys

from evals.coding.measure import SETS, figures, wrong


def main() -> None:
    """Print the share of events with each field right, set by set; `--errors` adds what differs."""
    parser = argparse.ArgumentParser(prog="python -m evals.coding", description=__doc__)
    parser.add_argument("--set", choices=SETS, action="append", help="one set only")
    parser.add_argument("--errors", action="store_true", help="what differs, event by event")
    chosen = parser.parse_args()
    for name in chosen.set or SETS:
        sys.stdout.write(json.dumps({"set": name, **figures(name)}) + "\n")
        for line in wrong(name) if chosen.errors else ():
            sys.stdout.write(f"  {line}\n")


if __name__ == "__main__":
    main()
