"""Whether two tellings are one claim, and whether a telling is a claim at all: yes-or-no choices."""

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from marsad.extract.rules.choices.model import Features
from marsad.extract.rules.choices.time import definite
from marsad.extract.rules.draft import Draft
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
    """What speaks for or against `two`, told later, being `one` told again; `between` facts of the kind stand between."""
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
            own_place=f"{_own_place(one)}{_own_place(two)}",
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
    kind, figure, source, place = pair.kind, pair.figure, pair.source, pair.place
    method, time, near = pair.method, pair.time, pair.between
    return (
        "bias", f"kind={kind}", f"gap={pair.gap} {kind}", f"figure={figure}", f"figure={figure} {kind}", f"source={source}", f"target={pair.target} {kind}", f"target={pair.target}",
        f"place={place}", f"place={place} {kind}", f"time={time}", f"actor={pair.actor} {kind}", f"method={method} {kind}", f"change={pair.change} {kind}", f"definite={pair.definite} {kind}",
        f"subset={pair.subset}", f"polarity={pair.polarity}", f"figure={figure} gap={min(pair.gap, 2)}", f"source={source} figure={figure}", f"place={place} source={source}",
        f"lead={pair.lead} source={source} figure={figure}", f"lemma={pair.lemma} {kind}", f"overlap={pair.overlap} {kind}",
        f"total={pair.total}", f"place={place} time={time} {kind}", f"method={method} place={place} time={time}",
        f"between={near} {kind}", f"between={near} definite={pair.definite} {kind}", f"between={near} place={place} source={source}", f"between={near} method={method} definite={pair.definite}",
        f"own={pair.own_place} place={place} {kind}",
    )  # fmt: skip


def _methods(one: Draft, two: Draft) -> str:
    return "same" if one.method == two.method else "other" if "other" in (one.method, two.method) else "differs"


def _own_place(draft: Draft) -> int:
    """Whether its own sentence names its place."""
    return int(draft.place is not None and draft.place.head.sentence is draft.sentence)


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
    trigger, kind = draft.finding.trigger, draft.kind
    part = draft.finding.frame.part
    before = told.first[kind] < draft.sentence.index
    here = told.count[draft.sentence.index]
    figure = "no" if draft.quantity is None else "vague" if draft.quantity.value is None else "number"
    return (
        "bias", f"kind={kind}", f"{kind} {part}", f"{kind} lemma={trigger.lemma}", f"{kind} {part} definite={definite(draft)} before={before}", f"{kind} figure={figure}", f"{kind} victim={_head(draft)}",
        f"{kind} actor={draft.actor is not None}", f"{kind} target={draft.target is not None}", f"{kind} place={draft.place is not None}", f"{kind} own place={draft.place is not None and draft.place.head.sentence is draft.sentence}",
        f"{kind} when={draft.when is not None}", f"source={draft.source is not None}", f"{kind} polarity={draft.polarity}", f"{kind} dep={trigger.dep}", f"{part} tag={trigger.tag}", f"{kind} subset={draft.subset}",
        f"here={min(4, here)}", f"{kind} {part} figure={figure} actor={draft.actor is not None} target={draft.target is not None}", f"method={draft.method}", f"change={draft.change}", f"head={trigger.head.lemma}", f"{kind} head={trigger.head.pos}",
        f"short={len(draft.sentence.tokens) < 8}", f"{kind} {part} own={_own(draft)}",
    )  # fmt: skip


def _head(draft: Draft) -> str:
    return draft.victim.lemma if draft.victim is not None and draft.victim.pos == "NOUN" else draft.victim.pos if draft.victim is not None else "no"


def _own(draft: Draft) -> int:
    """How many of its roles the clause itself fills."""
    return sum(bool(found) for found in draft.finding.roles.values())
