"""What two accounts have in common, and what sets them apart: one short function for each feature of the table.

Each returns the name of a finding of `WEIGHTS`.
"""

import math
from datetime import date

from marsad.merge import families
from marsad.merge.account import Account, Amount
from marsad.merge.lineage import Lineage
from marsad.model import Place, Precision

EARTH = 6371.0  # mean radius in km
SPOT, NEIGHBOURS, REACH = 2.0, 10.0, 25.0  # km
CITY = 5.0  # km: in places that reach farther, several things may happen on one day
CLOSE, UNLIKE = 1.5, 4.0  # how many times one figure may be the other
TELLING, LARGE = 3, 10  # figures that are rarely equal by chance
ONE_BREATH = 30  # characters: two clauses of one sentence
SIDE_BY_SIDE = 250  # characters: about the next sentence


def kilometres(left: Place, right: Place) -> float | None:
    """Great-circle distance by the haversine formula; None where a place has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    north, south = math.radians(left.latitude), math.radians(right.latitude)
    east = math.radians(right.longitude - left.longitude)
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, chord)))


def is_area(place: Place) -> bool:
    """Whether a place is a district or more, in which many things happen on one day."""
    return place.precision >= Precision.DISTRICT


def prior(left: Account, right: Account) -> str:
    """Before anything is compared, few pairs are of one happening; in one report more are."""
    return "together" if left.document_id == right.document_id else "apart"


def place(left: Account, right: Account) -> str:
    """How the places lie to each other, as far as both are known exactly.

    Of two places that two reports give for one copied sentence, one was misread.
    """
    found = _lie(left, right)
    return "misread" if found == "far" and left.texts & right.texts else found


def _lie(left: Account, right: Account) -> str:
    if left.names and right.names:
        return "same name" if left.names & right.names else "other name"
    one, other = left.place, right.place
    if one is None or other is None:
        return "unknown"
    if one.id == other.id:
        return "same area" if is_area(one) else "same city" if one.radius_km >= CITY else "same"
    if one.id in other.areas or other.id in one.areas:
        return "inside"
    return _distance(one, other)


def _distance(one: Place, other: Place) -> str:
    apart = kilometres(one, other)
    if apart is None:
        return "unknown"
    wide = max(one, other, key=lambda each: (each.precision, each.radius_km))
    if is_area(wide) or wide.radius_km >= CITY:
        within = "inside" if apart <= wide.radius_km else ""
        if within or is_area(wide):
            return within or "far"
    for name, limit in (("near", SPOT), ("neighbours", NEIGHBOURS), ("region", REACH)):
        if apart <= limit:
            return name
    return "far"


def days(left: Account, right: Account) -> str:
    """How the days lie to each other. Reports err by a day; by more they seldom do."""
    if left.start is None or right.start is None or left.end is None or right.end is None:
        return "unknown"
    gap = max(left.start - right.end, right.start - left.end)
    if gap > 0:
        return "next" if gap == 1 else "apart"
    return "same" if (left.start, left.end) == (right.start, right.end) else "window"


def actor(left: Account, right: Account, lineage: Lineage) -> str:
    """Who did it. In a battle each side attacks the other, so that there the parties are compared crosswise too."""
    if not left.actors or not right.actors:
        return "unknown"
    if lineage.related(left.actors, right.actors) or _crossed(left, right, lineage):
        return "same"
    return "opposed" if _opposed(left, right, lineage) else "other"


def _opposed(left: Account, right: Account, lineage: Lineage) -> bool:
    """Whether those of record are on opposed sides where and when it happened; unknown where a report tells neither."""
    country = next((account.place.country for account in (left, right) if account.place and account.place.country), "")
    start = next((account.start for account in (left, right) if account.start is not None), 0)
    if not country or not start:
        return False
    return lineage.opposed(left.attackers, right.attackers, country, date.fromordinal(start))


def _crossed(left: Account, right: Account, lineage: Lineage) -> bool:
    fought = "clash" in left.methods or "clash" in right.methods
    return fought and (lineage.related(left.actors, right.targets) or lineage.related(left.targets, right.actors))


def target(left: Account, right: Account, lineage: Lineage) -> str:
    """To whom it was done."""
    if not left.targets or not right.targets:
        return "unknown"
    return "same" if lineage.related(left.targets, right.targets) or _crossed(left, right, lineage) else "other"


def method(left: Account, right: Account) -> str:
    """With what it was done."""
    if not left.methods or not right.methods:
        return "unknown"
    if left.methods & right.methods:
        return "same"
    if any(families.compatible(one, other) for one in left.methods for other in right.methods):
        return "compatible"
    return "told apart" if figures(left, right) == "counted twice" else "other"


def figures(left: Account, right: Account) -> str:
    """How the figures for the same measures agree; a large equal figure is seldom chance, a rising toll stays close."""
    shared = [measure for measure in left.amounts if measure in right.amounts]
    if not shared:
        return "unknown"
    if _others(left, right).intersection(shared):
        return "others"
    best = min((_agreement(left.amounts[each], right.amounts[each]) for each in shared), key=_RANK.index)
    return "counted twice" if best in ("unlike", "far") and _one_speaker(left, right) else best


def _others(left: Account, right: Account) -> frozenset[str]:
    """The measures of which one report says that the later counts others than the earlier: "another five"."""
    if left.document_id != right.document_id:
        return frozenset()
    first, second = sorted((left, right), key=lambda account: account.spans[0])
    return second.others - first.others


def _one_speaker(left: Account, right: Account) -> bool:
    """Whether one report has both from one and the same speaker, who then counts two things."""
    return left.document_id == right.document_id and bool(left.speakers & right.speakers)


_RANK = ("large", "equal", "small", "close", "unlike", "far")


def _agreement(ours: tuple[Amount, ...], theirs: tuple[Amount, ...]) -> str:
    equal = max({amount.value for amount in ours} & {amount.value for amount in theirs}, default=0.0)
    if equal >= TELLING:
        return "large" if equal >= LARGE else "equal"
    most, least = max(ours, key=_value), max(theirs, key=_value)
    if equal and most.value == least.value:
        return "small"
    return _ratio(most, least)


def _value(amount: Amount) -> float:
    return amount.value


def _ratio(one: Amount, other: Amount) -> str:
    small, large = sorted((one.value, other.value))
    if large <= small * CLOSE or (one.low <= other.high and other.low <= one.high and large <= small * UNLIKE):
        return "close"
    return "unlike" if large <= small * UNLIKE else "far"


def words(left: Account, right: Account) -> str:
    """Whether two reports share sentences; how near to each other one report tells both."""
    if left.document_id != right.document_id:
        return "copied" if left.texts & right.texts else "own"
    if left.part_of & set(right.claim_ids) or right.part_of & set(left.claim_ids):
        return "part"
    gap = distance_in_text(left, right)
    if gap <= ONE_BREATH:
        return "one breath"
    return "next to" if gap <= SIDE_BY_SIDE else "later on"


def distance_in_text(left: Account, right: Account) -> int:
    """Characters between the nearest evidence of two accounts of one report; 0 or less where it overlaps."""
    return min(max(one[0] - other[1], other[0] - one[1]) for one in left.spans for other in right.spans)
