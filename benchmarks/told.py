"""Measure who says what, and times, in one run: marsad beside textacy, quotation marks and dateparser; and speed.

python benchmarks/told.py --attribution polnear --times wikiwars tests/gold/times.jsonl
"""

import argparse
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from marsad.evaluate.found import Found
from marsad.run import measure_attribution, measure_times


def attribution(path: Path) -> None:
    """Print how many attributions of a folder of marked texts each system finds."""
    given = measure_attribution.articles(path)
    figures = {
        name: _timed(lambda find=find: measure_attribution.measure(given, find)[1].found)
        for name, find in measure_attribution.finders().items()
    }
    _show(path, len(given), figures)


def times(path: Path) -> None:
    """Print how many times of marked texts each system finds with the right value."""
    given = measure_times.texts(path)
    figures = {
        name: _timed(lambda read=read: measure_times.measure(given, read)[1].valued)
        for name, read in measure_times.readers().items()
    }
    _show(path, len(given), figures)


def _timed(measure: Callable[[], Found]) -> tuple[Found, float]:
    start = time.process_time()
    return measure(), time.process_time() - start


def _show(path: Path, count: int, figures: Mapping[str, tuple[Found, float]]) -> None:
    for name, (found, seconds) in figures.items():
        rates = f"precision {found.precision:.3f}  recall {found.recall:.3f}  F1 {found.f1:.3f}"
        print(f"{path.stem:9} held out  {name:15} {rates}  {count / seconds:7.1f} texts/s of one processor")


def main(options: Any) -> None:
    for path in options.attribution:
        attribution(path)
    for path in options.times:
        times(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attribution", nargs="*", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--times", nargs="*", type=Path, default=[], metavar="SET")
    main(parser.parse_args())
