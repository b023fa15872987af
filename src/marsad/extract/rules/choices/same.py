"""Whether two tellings are one claim, and whether a telling is a claim at all: yes-or-no choices."""

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from marsad.extract.rules.choices.model import Features
from marsad.extract.rules.choices.time import definite
from marsad.extract.rules.draft import Draft
from marsad.extract.rules.nouns import noun_classes
from marsad.extract.sentence import Token
from marsad.model import Mention


class Comparison(NamedTuple):
    """How two tellings compare."""

    kind: str
    between: int
    gap: int
    figure: str
    source: str
    target: str
    place: str
    time: str
    actor: str
    method: str
    own_place: str
    definite: bool
    change: bool
    subset: bool
    polarity: bool
    lead: bool
    lemma: bool
    overlap: bool
    total: bool


def pair_features(one: Draft, two: Draft, between: int) -> Features:
    """What speaks for or against `two`, told later, being `one` again; `between` facts of the kind stand between."""
    return _worded(
        Comparison(
            kind=one.kind,
            between=min(between, 3),
            gap=min(two.sentence.index - one.sentence.index, 4),
            figure=_figures(one, two),
            source=_names(one.source, two.source),
            target=_names(one.target, two.target),
            place=_places(one, two),
            time=_times(one, two),
            actor=_names(one.actor, two.actor),
            method=_methods(one, two),
            own_place=f"{_names_place(one):d}{_names_place(two):d}",
            definite=definite(two),
            change=one.change == two.change,
            subset=one.subset == two.subset,
            polarity=one.polarity == two.polarity,
            lead=one.sentence.index < 2,
            lemma=one.finding.trigger.lemma == two.finding.trigger.lemma,
            overlap=one.start < two.end and two.start < one.end,
            total=one.cumulative == two.cumulative,
        )
    )


@lru_cache(maxsize=1 << 14)
def _worded(pair: Comparison) -> Features:
    """A comparison in features; many pairs compare alike."""
    return ("bias", f"kind={pair.kind}", *_slots(pair), *_joint(pair), *_distance(pair))


def _slots(pair: Comparison) -> Features:
    """Slot by slot, most of them for this kind."""
    kind = pair.kind
    return (
        f"figure={pair.figure}",
        f"figure={pair.figure} {kind}",
        f"source={pair.source}",
        f"target={pair.target}",
        f"target={pair.target} {kind}",
        f"place={pair.place}",
        f"place={pair.place} {kind}",
        f"time={pair.time}",
        f"actor={pair.actor} {kind}",
        f"method={pair.method} {kind}",
        f"change={pair.change} {kind}",
        f"definite={pair.definite} {kind}",
        f"subset={pair.subset}",
        f"polarity={pair.polarity}",
        f"total={pair.total}",
        f"lemma={pair.lemma} {kind}",
    )


def _joint(pair: Comparison) -> Features:
    """Slots together."""
    figure, source, place = f"figure={pair.figure}", f"source={pair.source}", f"place={pair.place}"
    return (
        f"{source} {figure}",
        f"{place} {source}",
        f"lead={pair.lead} {source} {figure}",
        f"{place} time={pair.time} {pair.kind}",
        f"method={pair.method} {place} time={pair.time}",
        f"own={pair.own_place} {place} {pair.kind}",
    )


def _distance(pair: Comparison) -> Features:
    """How far apart the tellings stand, and what slots say at that distance."""
    kind, between = pair.kind, f"between={pair.between}"
    return (
        f"gap={pair.gap} {kind}",
        f"figure={pair.figure} gap={min(pair.gap, 2)}",
        f"overlap={pair.overlap} {kind}",
        f"{between} {kind}",
        f"{between} definite={pair.definite} {kind}",
        f"{between} place={pair.place} source={pair.source}",
        f"{between} method={pair.method} definite={pair.definite}",
    )


def _methods(one: Draft, two: Draft) -> str:
    return "same" if one.method == two.method else "other" if "other" in (one.method, two.method) else "differs"


def _names_place(draft: Draft) -> bool:
    """Whether its own sentence names its place."""
    return draft.place is not None and draft.place.head.sentence is draft.sentence


def _figures(one: Draft, two: Draft) -> str:
    a, b = one.quantity, two.quantity
    if a is None or b is None:
        return "none" if a is b else "one"
    if a.value is None or b.value is None:
        return "vague" if a.value == b.value else "differ"
    return "same" if a.value == b.value else "differ"


def _names(one: Mention | None, two: Mention | None) -> str:
    if one is None or two is None:
        return "none" if one is two else "one"
    return _same_words(one.name, two.name)


@lru_cache(maxsize=4096)
def _same_words(one: str, two: str) -> str:
    x, y = set(one.lower().split()), set(two.lower().split())
    return "same" if x <= y or y <= x else "shares" if x & y else "differ"


def _places(one: Draft, two: Draft) -> str:
    a, b = one.place, two.place
    if a is None or b is None:
        return "none" if a is b else "one"
    if _same_words(a.name, b.name) != "differ":
        return "same"
    return "wider" if a.level != b.level and max(a.level, b.level) >= 2 else "differ"


def _times(one: Draft, two: Draft) -> str:
    a, b = one.when, two.when
    if a is None or b is None:
        return "none" if a is b else "one"
    return "same" if (a.start, a.end) == (b.start, b.end) else "differ"


class Tellings:
    """What a report tells, counted: the first sentence for each kind of fact, and the facts of each sentence."""

    def __init__(self, made: list[Draft]) -> None:
        self.first: dict[str, int] = {}
        for draft in made:
            self.first.setdefault(draft.kind, draft.sentence.index)
        self.count = Counter(draft.sentence.index for draft in made)


def keep_features(draft: Draft, told: Tellings) -> Features:
    """What speaks for or against a telling being a claim."""
    index = draft.sentence.index
    before = told.first[draft.kind] < index
    return (
        "bias",
        f"here={min(4, told.count[index])}",
        f"short={len(draft.sentence.tokens) < 8}",
        f"{draft.kind} {draft.finding.frame.part} definite={definite(draft)} before={before}",
        *_wording(draft),
        *_filled(draft),
    )


def _wording(draft: Draft) -> Features:
    """The word that tells, where it stands, and whom it counts."""
    trigger, kind, part = draft.finding.trigger, draft.kind, draft.finding.frame.part
    return (
        f"kind={kind}",
        f"{kind} {part}",
        f"{kind} lemma={trigger.lemma}",
        f"{kind} dep={trigger.dep}",
        f"{part} tag={trigger.tag}",
        f"head={_above(trigger)}",
        f"{kind} head={trigger.head.pos}",
        f"{kind} victim={_head(draft)}",
    )


def _filled(draft: Draft) -> Features:
    """Which slots are filled."""
    kind, part, figure = draft.kind, draft.finding.frame.part, _figure(draft)
    actor, target = draft.actor is not None, draft.target is not None
    return (
        f"{kind} figure={figure}",
        f"{kind} actor={actor}",
        f"{kind} target={target}",
        f"{kind} {part} figure={figure} actor={actor} target={target}",
        f"{kind} place={draft.place is not None}",
        f"{kind} own place={_names_place(draft)}",
        f"{kind} when={draft.when is not None}",
        f"source={draft.source is not None}",
        f"{kind} polarity={draft.polarity}",
        f"{kind} subset={draft.subset}",
        f"method={draft.method}",
        f"change={draft.change}",
        f"{kind} {part} own={_own(draft)}",
    )


def _figure(draft: Draft) -> str:
    if draft.quantity is None:
        return "no"
    return "vague" if draft.quantity.value is None else "number"


def _above(trigger: Token) -> str:
    """The word above the trigger: a verb by its lemma, a noun by its classes, the same for every side."""
    return (
        trigger.head.lemma
        if trigger.head.pos in ("VERB", "AUX", "ADP")
        else "+".join(sorted(noun_classes(trigger.head)))
    )


def _head(draft: Draft) -> str:
    """What kind of noun is counted, the same for every side."""
    if draft.victim is None:
        return "no"
    return "+".join(sorted(noun_classes(draft.victim))) or draft.victim.pos


def _own(draft: Draft) -> int:
    """How many of its roles the clause itself fills."""
    return sum(bool(found) for found in draft.finding.roles.values())
