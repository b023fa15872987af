"""Slots that the clause alone may not settle: who says it, where, when, who did it, whom it hit.

Each is a choice among candidates (``choices``); the steps run in this order as each looks at what the last settled.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from marsad.extract.rules.choices.model import Option, chances, scores
from marsad.extract.rules.choices.party import PartyOptions
from marsad.extract.rules.choices.place import PlaceOptions
from marsad.extract.rules.choices.place_shared import shared
from marsad.extract.rules.choices.source import SourceOptions, takes_issue
from marsad.extract.rules.choices.time import TimeOptions, distances, tense, usable
from marsad.extract.rules.credit import Credit
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.parties import alike, within
from marsad.extract.rules.places import PlaceMention
from marsad.extract.rules.roles import words
from marsad.extract.rules.time import TimeMention
from marsad.model import Mention, Span

Offers = Callable[[Draft], list[Option[Any]]]  # options of one slot hold one type, slots differ
Put = Callable[[Draft, Option[Any]], None]


def settle(made: list[Draft], report: Report) -> None:
    """Fill source, place, time and target of each draft, and whether its figure is a running total."""
    for slot, offers, put in steps(made, report):
        settle_slot(slot, offers, put, made)


def steps(made: list[Draft], report: Report) -> list[tuple[str, Offers, Put]]:
    """The choices in their order: the slot, what it is chosen from, and how the choice is put into the draft."""
    for draft in made:
        _first_total(draft, report)
    return [
        ("source", SourceOptions(report, made).of, _put_source),
        ("place", PlaceOptions(report, made).of, _put_place),
        ("time", TimeOptions(report, made).of, _put_time),
        ("actor", PartyOptions("actor", report, made).of, _put_actor),
        ("target", PartyOptions("target", report, made).of, _put_target),
    ]


def settle_slot(slot: str, offers: Offers, put: Put, made: list[Draft]) -> None:
    """Choose one slot for every draft: the best option, the first of equals. All are weighed before any is put.

    How likely each place is stays with the draft.
    """
    offered = [offers(draft) for draft in made]
    weighed = [scores(slot, options) for options in offered]
    if slot == "place":
        weighed = shared(made, offered, weighed)
        for draft, options, one in zip(made, offered, weighed, strict=True):
            draft.places = list(zip((option.value for option in options), chances(one), strict=True))
    for draft, options, one in zip(made, offered, weighed, strict=True):
        put(draft, options[one.index(max(one))])


def _put_source(draft: Draft, option: Option[Credit | None]) -> None:
    credit = option.value
    if credit is not None:
        draft.source = Mention(credit.name, Span(credit.head.start, credit.head.end), credit.head.text)
        draft.via = Mention(credit.via) if credit.via else None
        draft.joint = credit.also
        draft.disputed = takes_issue(credit)
    draft.because("source", option.why)


def _put_place(draft: Draft, option: Option[PlaceMention | None]) -> None:
    draft.place = option.value
    draft.because("place", option.why)


def _put_time(draft: Draft, option: Option[TimeMention | None]) -> None:
    draft.when = option.value.when if option.value is not None else None
    draft.because("start", option.why)
    _total(draft, option.value)
    if draft.when is not None and draft.when.start == draft.when.end and _is_brought(draft):
        draft.when = replace(draft.when, start=None)
        draft.because("start", "the day on which the total was brought so high, not since when it counts")


def _put_actor(draft: Draft, option: Option[Mention | None]) -> None:
    draft.actor = option.value
    draft.because("actor", option.why)


def _put_target(draft: Draft, option: Option[Mention | None]) -> None:
    draft.target = option.value
    draft.because("target", option.why)


def part_sides(draft: Draft) -> None:
    """Nobody is said to hit himself or to take from himself: of one party in both, the surer slot keeps it."""
    if draft.actor is None or draft.target is None:
        return
    if draft.kind == "control" and alike(draft.actor.name, draft.target.name):
        draft.target = None
        draft.because("target", "the only party named for it is the one that holds it")
    elif draft.actor.name.lower() == draft.target.name.lower() or _is_from_afar(draft, draft.actor, draft.target):
        draft.actor = None
        draft.because("actor", "the only party named for it is the one that was hit")


def _is_from_afar(draft: Draft, actor: Mention, target: Mention) -> bool:
    """Whether another sentence gave harm a doer who may be those harmed: "rebels" for "a rebel's body was found"."""
    there = actor.span is None or not draft.sentence.start <= actor.span.start < draft.sentence.end
    return (
        there
        and draft.kind in ("killed", "injured")
        and (alike(actor.name, target.name) or within(actor.name, target.name))
    )


def _first_total(draft: Draft, report: Report) -> None:
    """Whether the nearest time of its sentence, or its words, make the figure a running total."""
    inside = usable(report.times[draft.sentence.index])
    _total(draft, min(inside, key=lambda time: distances(draft, time)[0], default=None))


def _total(draft: Draft, time: TimeMention | None) -> None:
    """A running total: over a stretch of more than two days, or over a whole war."""
    if draft.quantity is None:
        return
    when = time.when if time is not None else None
    long = when is not None and when.start is not None and when.end is not None and (when.end - when.start).days > 2
    subject = {token.lemma for token in draft.finding.args.subject}
    draft.cumulative = long or bool(subject & words("wars")) or _so_far(draft) or _over_a_war(draft)
    draft.cumulative |= _since(draft) or _is_brought(draft)


def _so_far(draft: Draft) -> bool:
    low = [token.low for token in draft.sentence.tokens]
    return ("so", "far") in pairwise(low)


def _since(draft: Draft) -> bool:
    """Whether it is counted since something began: "the number of troops killed since the offensive began"."""
    verbs = (kid for kid in draft.finding.trigger.kids if kid.dep == "advcl")
    return any(mark.low == "since" and mark.dep == "mark" for verb in verbs for mark in verb.kids)


def _is_brought(draft: Draft) -> bool:
    """Whether a deed brings a total, not an attack's toll, to it: "five died, bringing the number of dead to 120"."""
    trigger = draft.finding.trigger
    verb = next((token for token in trigger.ancestors() if token.pos == "VERB"), trigger)
    brings = verb.dep == "advcl" and verb.tag == "VBG" and verb.lemma in words("bringing")
    start = draft.quantity.span.start if draft.quantity is not None else 0
    return brings and trigger.lemma != "toll" and verb.start < min(start, trigger.start)


def _over_a_war(draft: Draft) -> bool:
    """Whether it is told as what a war has cost until now: "have been killed in the three-year-old rebellion"."""
    below = (kid for kid in draft.finding.trigger.kids if kid.low in ("in", "during", "since", "by"))
    wars = {noun.lemma for preposition in below for noun in preposition.kids if noun.dep == "pobj"}
    return bool(wars & words("wars")) and tense(draft) == "perfect"
