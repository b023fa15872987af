"""What speaks for and against one happening: every finding, its weight, and its words. The only table of weights.

A weight is ten times the natural logarithm of odds: 7 doubles the odds that two accounts tell of one happening, -7
halves them. (Whole numbers: no sum depends on the order of adding.) The sum over all features is the score; above 0 the
two are taken for one. A finding that FORBIDS is a contradiction, which no other finding outweighs. The weights were
fitted by logistic regression to half of MAVERICK (see `docs/merging.md`), rounded, and set by hand where that set says
nothing: texts, methods, one document.
"""

from typing import NamedTuple

FORBIDS = float("-inf")


class Weight(NamedTuple):
    """The weight of a finding, and what it is called when a merge is explained."""

    weight: float  # whole, or FORBIDS
    because: str


WEIGHTS: dict[str, dict[str, Weight]] = {
    "prior": {
        "apart": Weight(-20, "two reports of one neighbourhood and time"),
        "together": Weight(-5, "one report"),
    },
    "place": {
        "same": Weight(20, "the same place"),
        "same city": Weight(12, "the same large city"),
        "same name": Weight(8, "places of one name, which no gazetteer knows"),
        "other name": Weight(-10, "places of other names, which no gazetteer knows"),
        "same area": Weight(-5, "the same province, district or front"),
        "inside": Weight(-4, "one place lies in the other"),
        "near": Weight(6, "places within 2 km of each other"),
        "neighbours": Weight(-18, "different places within 10 km of each other"),
        "region": Weight(-18, "different places within 25 km of each other"),
        "unknown": Weight(0, "a place is not known"),
        "misread": Weight(-25, "different places for one copied sentence, of which one is misread"),
        "far": Weight(FORBIDS, "different places"),
    },
    "days": {
        "same": Weight(15, "the same day"),
        "window": Weight(3, "days that overlap, one of them a span"),
        "next": Weight(-20, "one day apart"),
        "unknown": Weight(-4, "a day is not known"),
        "apart": Weight(FORBIDS, "different days"),
    },
    "actor": {
        "same": Weight(2, "the same party, or a part of it, did it"),
        "unknown": Weight(0, "who did it is not known, or not from both"),
        "other": Weight(-8, "other parties are named as having done it"),
        "opposed": Weight(FORBIDS, "parties of opposed sides are named as having done it"),
    },
    "target": {
        "same": Weight(3, "it was done to the same party, or a part of it"),
        "unknown": Weight(0, "to whom it was done is not known, or not from both"),
        "other": Weight(-3, "it was done to other parties"),
    },
    "method": {
        "same": Weight(7, "the same kind of attack"),
        "compatible": Weight(3, "kinds of attack that reports take for one another"),
        "unknown": Weight(0, "the kind of attack is not known, or not from both"),
        "other": Weight(-15, "another kind of attack"),
        "told apart": Weight(FORBIDS, "another kind of attack, with a figure of its own, in one report"),
    },
    "figures": {
        "large": Weight(30, "the same figure, of ten or more"),
        "equal": Weight(28, "the same figure"),
        "small": Weight(8, "the same figure, of one or two"),
        "close": Weight(15, "figures close to each other"),
        "unknown": Weight(0, "no figure to compare"),
        "unlike": Weight(-4, "figures of which one is over 1.5 times the other"),
        "others": Weight(FORBIDS, "the report says that these are others"),
        "counted twice": Weight(-20, "two figures from one speaker in one report"),
        "far": Weight(-8, "figures of which one is over 4 times the other"),
    },
    "words": {
        "copied": Weight(30, "sentences copied from one another"),
        "own": Weight(0, "words of their own"),
        "part": Weight(40, "one figure is a part of the other"),
        "one breath": Weight(20, "told in one breath"),
        "next to": Weight(10, "told side by side"),
        "later on": Weight(0, "told in different parts of the report"),
    },
}
