"""What merging costs: seconds of the processor and memory, by the size of the archive, and what 100 more reports cost.

    python benchmarks/merge.py [CLAIMS ...]

Each size runs in a process of its own. The archives are made by `archive.py`, one war for each 100,000 claims.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable

from archive import archive

from marsad.merge import Lineage, Merger
from marsad.model import Known

SIZES = (10_000, 100_000)
MORE = 100  # reports added to what was merged
MINUTES, GIGABYTES, GROWTH = 3, 2, 13  # the bars at 100,000 claims, and for ten times the claims


def main() -> None:
    """Measure each size, and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="CLAIMS")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
        return
    print(f"{'claims':>9} {'reports':>8} {'events':>7} {'seconds':>8} {'MB':>6} {'100 more':>9} {'again':>8}")
    for size in arguments.sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        print(
            f"{found['claims']:9,} {found['reports']:8,} {found['events']:7,} {found['seconds']:8.1f} "
            f"{found['megabytes']:6,.0f} {found['more']:8.2f}s {found['result']:7.2f}s",
            flush=True,
        )


def measure(size: int) -> dict[str, float]:
    """Merge an archive; then add reports to it."""
    reports = list(archive(size))
    held, more = reports[:-MORE], reports[-MORE:]
    gc.freeze()
    merger = Merger(Lineage())
    seconds = _seconds(merger, held)
    added = _seconds(merger, more)
    start = time.process_time()
    merged = merger.merged()
    return {
        "claims": sum(map(len, reports)),
        "reports": len(reports),
        "events": len(merged.events),
        "seconds": seconds,
        "more": added,
        "result": time.process_time() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _seconds(merger: Merger, reports: Iterable[list[Known]]) -> float:
    start = time.process_time()
    merger.add(known for report in reports for known in report)
    return time.process_time() - start


if __name__ == "__main__":
    main()
