"""One place for what one clause tells: "Clashes in Harga left 30 dead and 100 wounded"."""

from collections import defaultdict
from collections.abc import Sequence

from marsad.extract.rules.choices.model import Option
from marsad.extract.rules.draft import Draft
from marsad.extract.rules.places import PlaceMention
from marsad.extract.sentence import Token

Places = Sequence[Option[PlaceMention | None]]
_OWN_CLAUSE = frozenset({"conj", "relcl", "ccomp", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def shared(made: Sequence[Draft], offered: Sequence[Places], weighed: Sequence[list[float]]) -> list[list[float]]:
    """The scores of each draft's places, each the mean over the drafts of its clause.

    A place that is not offered to all of them counts for none; where they have no place in common, each keeps its own.
    """
    clauses: dict[int, list[int]] = defaultdict(list)
    for at, draft in enumerate(made):
        clauses[id(_clause(draft, offered[at]))].append(at)
    found = list(weighed)
    for members in clauses.values():
        means = _means([dict(zip(map(_start, offered[at]), weighed[at], strict=True)) for at in members])
        for at in members if means else ():
            found[at] = [means.get(_start(option), -float("inf")) for option in offered[at]]
    return found


def _means(scores: list[dict[int, float]]) -> dict[int, float]:
    """The mean of each place that all have."""
    common = set(scores[0]).intersection(*scores[1:])
    return {start: sum(one[start] for one in scores) / len(scores) for start in common}


def _start(option: Option[PlaceMention | None]) -> int:
    return option.value.start if option.value is not None else -1


def _clause(draft: Draft, places: Places) -> Draft | Token:
    """The head of the draft's clause; itself where it is told with a place of its own."""
    trigger = draft.finding.trigger
    attributive = draft.finding.frame.part in ("suffix", "adjective") or draft.change == "held"
    if attributive or draft.within is not None or (trigger.pos != "VERB" and _has_place(trigger, places)):
        return draft
    while trigger.head is not trigger and not _heads_clause(trigger):
        trigger = trigger.head
    return trigger


def _has_place(trigger: Token, places: Places) -> bool:
    """Whether the place hangs on the word itself: "a strike in Harga"."""
    below = {id(token) for token in trigger.subtree()}
    return any(option.value is not None and id(option.value.head) in below for option in places)


def _heads_clause(token: Token) -> bool:
    if token.pos not in ("VERB", "AUX"):
        return False
    return token.dep in _OWN_CLAUSE or any(kid.dep in _SUBJECTS for kid in token.kids)
