"""The quality gate: extraction may not get worse on the labelled reports, nor may the reports change, unnoticed.

python tests/eval/gate.py                                      measure, and compare with the pinned floors
python tests/eval/gate.py --update                             raise the floors to what is measured now
python tests/eval/gate.py --update --allow-regression REASON   lower them, and put the reason on record
"""

import argparse
import hashlib
import json
import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.read.complaints import Complaints
from marsad.run.measure import measure

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")
SETS = ("seed", "syria", "latin", "afghan", "world")  # `world` may not be copied here: see `folder`
SLACK = 0.005  # below what was measured: other processors round otherwise

Figures = dict[str, float]
Pins = dict[str, Any]


def shared() -> Path:
    """Return the folder of what may not be copied here."""
    return Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))


def folder(name: str) -> Path | None:
    """Return where a labelled set lies: beside this file, or in the shared folder; None if neither has it."""
    places = (ROOT / "tests" / "gold", shared() / "gold")
    return next((place for place in places if (place / f"{name}.gold.jsonl").exists()), None)


def files(name: str) -> tuple[Path, Path]:
    """Return the files of reports and of labels; raise `FileNotFoundError` if the set is not here."""
    place = folder(name)
    if place is None:
        raise FileNotFoundError(f"the labelled set {name} is not here")
    return place / f"{name}.docs.jsonl", place / f"{name}.gold.jsonl"


def digest(name: str) -> str:
    """Return one SHA-256 for both files of a set."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files(name))).hexdigest()


def measured(name: str) -> Figures:
    """Return what is pinned, measured now."""
    documents, gold = files(name)
    score = measure(str(documents), str(gold), Complaints(sys.exit))
    return {
        "detection": score.detection.f1,
        "core": score.core.f1,
        "whole": score.whole.f1,
        "evidence": score.evidence,
    }


def faults(name: str, pins: Pins, figures: Figures, found: str) -> Iterator[str]:
    """Yield what keeps a set from passing: files that changed, figures under their floors."""
    if found != pins["sha256"]:
        yield f"{name}: the labelled files are not the pinned ones; restore them, or update the gate and say why."
    for figure, floor in pins["floors"].items():
        if figures[figure] < floor:
            yield f"{name}: {figure} {figures[figure]:.4f} is under its floor {floor:.3f}."


def raised(name: str, pins: Pins, figures: Figures, found: str) -> Pins:
    """Return the pins for what is measured now."""
    floors = {figure: max(0.0, math.floor((value - SLACK) * 1000) / 1000) for figure, value in figures.items()}
    return {**pins, "sets": {**pins["sets"], name: {"sha256": found, "floors": floors}}}


def lowered(name: str, old: Pins, new: Pins) -> Iterator[str]:
    """Yield each floor that `new` has lower than `old`, and a change of the labelled files."""
    before, after = old["sets"].get(name), new["sets"][name]
    if before is None:
        return
    if before["sha256"] != after["sha256"]:
        yield f"{name}: labelled files changed"
    for figure, floor in before["floors"].items():
        if after["floors"][figure] < floor:
            yield f"{name}: {figure} {floor:.3f} -> {after['floors'][figure]:.3f}"


def update(pins: Pins, figures: dict[str, Figures], digests: dict[str, str], reason: str | None) -> Pins:
    """Return the new pins; raise `ValueError` if anything would be lowered without a reason."""
    new = pins
    for name, values in figures.items():
        new = raised(name, new, values, digests[name])
    losses = [loss for name in figures for loss in lowered(name, pins, new)]
    if losses and not reason:
        raise ValueError("refusing to lower the gate: " + "; ".join(losses) + ". Give --allow-regression REASON.")
    record = [{"reason": reason, "lowered": losses}] if losses else []
    return {**new, "regressions": [*pins["regressions"], *record]}


def load() -> Pins:
    """Return the pinned floors, hashes and record of regressions."""
    pins: Pins = json.loads(FLOORS.read_text("utf-8"))
    return pins


def main() -> int:
    """Measure every set that is here; compare, or pin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", metavar="REASON")
    options = parser.parse_args()
    here = [name for name in SETS if folder(name)]
    figures = {name: measured(name) for name in here}
    digests = {name: digest(name) for name in here}
    for name, values in figures.items():
        print(f"{name:8}" + "  ".join(f"{figure} {value:.3f}" for figure, value in values.items()))
    pins = load()
    if not options.update:
        found = [fault for name in here for fault in faults(name, pins["sets"][name], figures[name], digests[name])]
        print("\n".join(found) or "the gate holds")
        return bool(found)
    try:
        new = update(pins, figures, digests, options.allow_regression)
    except ValueError as error:
        print(error)
        return 1
    FLOORS.write_text(json.dumps(new, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
