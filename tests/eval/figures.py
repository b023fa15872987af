"""Measure extraction on the labelled sets and write the figures into docs/evaluation.md, between its two marks.

Run by `make figures`.
"""

import sys
from collections.abc import Iterable, Iterator

from eval import gate
from marsad.evaluate.score import Rates, Score
from marsad.read.complaints import Complaints
from marsad.run.measure import measure

PAGE = gate.ROOT / "docs" / "evaluation.md"
START, END = "<!-- figures: made by `make figures` -->\n", "<!-- end of figures -->\n"


def scores() -> dict[str, Score]:
    """Return the score of every set that is here."""
    return {name: _score(name) for name in gate.SETS if gate.folder(name)}


def tables(by_set: dict[str, Score]) -> Iterator[str]:
    """Yield the lines of three tables: overall, by kind, by slot."""
    yield from _table("set", ["claims", "detection", "core", "whole", "evidence"], map(_overall, by_set.items()))
    for name, score in by_set.items():
        yield from ("", f"### {name.capitalize()}", "")
        kinds = [[kind, f"{rates.gold}", *_three(rates)] for kind, rates in score.kinds().items()]
        yield from _table("kind", ["claims", "precision", "recall", "F1"], kinds)
        slots = ", ".join(f"{slot} {share:.2f}" for slot, share in score.slots().items())
        yield from ("", f"Of the claims met, right are: {slots}.")


def _score(name: str) -> Score:
    documents, gold = gate.files(name)
    return measure(str(documents), str(gold), Complaints(sys.exit))


def _overall(item: tuple[str, Score]) -> list[str]:
    name, score = item
    rates = (score.detection, score.core, score.whole)
    return [name, f"{score.detection.gold}", *(f"{each.f1:.3f}" for each in rates), f"{score.evidence:.3f}"]


def _three(rates: Rates) -> list[str]:
    return [f"{value:.2f}" for value in (rates.precision, rates.recall, rates.f1)]


def _table(first: str, others: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {first} | {' | '.join(others)} |"
    yield "|---" + "|--:" * len(others) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Rewrite the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    _, _, after = rest.partition(END)
    text = "\n".join(tables(scores()))
    PAGE.write_text(f"{before}{START}\n{text}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
