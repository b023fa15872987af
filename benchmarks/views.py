"""What views of a merged archive cost, in seconds of the processor: figures, tallies, control, a brief.

    python benchmarks/views.py [CLAIMS ...]

The archives are made by `archive.py`; merging them is not counted here (`merge.py` does).
"""

import argparse
import time
from collections.abc import Callable

from archive import archive

from marsad.derive.ask import Ask
from marsad.derive.brief import brief
from marsad.derive.control import histories
from marsad.derive.dossier import Dossier
from marsad.derive.grade import graded
from marsad.derive.sides import Sides
from marsad.derive.sources import witnesses
from marsad.derive.tally import tally
from marsad.derive.timeline import timeline
from marsad.merge import Lineage, Merger, Reprints
from marsad.merge.origins import Origins
from marsad.registry import registry

SIZES = (10_000, 100_000)


def main() -> None:
    """Measure each size, and print a line for each view."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="CLAIMS")
    for size in parser.parse_args().sizes:
        dossier = merged(size)
        print(f"{len(dossier.claims):,} claims, {len(dossier.events):,} events, {len(dossier.tolls):,} running totals")
        for name, view in VIEWS.items():
            start = time.process_time()
            view(dossier)
            print(f"  {name:24} {time.process_time() - start:7.2f} s", flush=True)


def merged(size: int) -> Dossier:
    """Merge an archive."""
    claims = {known.claim.id: known for report in archive(size) for known in report}
    merger = Merger(Lineage())
    merger.add(claims.values())
    found = merger.merged()
    origins = Origins(Lineage(), Reprints())
    return Dossier(
        claims=claims,
        origins={key: origins.of(known) for key, known in claims.items()},
        sides=Sides(registry().actors),
        events=found.events,
        tolls=found.tolls,
        asides=found.asides,
    )


VIEWS: dict[str, Callable[[Dossier], object]] = {
    "grades": lambda dossier: [graded(event, dossier.claims, dossier.sides) for event in dossier.events],
    "figures": lambda dossier: dossier.figures,
    "tally by month, party": lambda dossier: tally(Ask(by=("month", "party")), dossier),
    "tally by place": lambda dossier: tally(Ask(by=("place",)), dossier),
    "control": histories,
    "time line": timeline,
    "sources": witnesses,
    "brief": brief,
}

if __name__ == "__main__":
    main()
