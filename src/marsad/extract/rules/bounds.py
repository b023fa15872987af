"""How the credits of one sentence bound each other: who carries another's words, and where another takes over."""

from dataclasses import replace

from marsad.extract.rules.credit import Credit
from marsad.extract.rules.nouns import lemma
from marsad.extract.rules.speaker_phrase import words
from marsad.extract.sentence import Token

TURN = frozenset({"while", "whereas", "but"})


def bounded(row: list[Credit]) -> list[Credit]:
    """The credits of a sentence, each with its carrier and with what is its own."""
    return _turned(_carried(row))


def _carried(row: list[Credit]) -> list[Credit]:
    """Of two credits that close a sentence the first, by way of the second's outlet: "…, police said, ANA reported"."""
    if len(row) < 2:
        return row
    *others, told, carried = row
    both = told.way in ("closing", "around") and carried.way == "closing"
    by_outlet = both and _is_outlet(carried) and not _is_outlet(told)
    return [*others, replace(told, via=carried.name)] if by_outlet else row


def _turned(row: list[Credit]) -> list[Credit]:
    """Each speaker's words up to where another takes over: "the army said two had died, while rebels reported 14"."""
    turns = [turn.start for credit in row if (turn := _takes_over(credit)) is not None]
    return [
        replace(credit, end=min([credit.end, *(at for at in turns if at > credit.start)]))
        if credit.way == "leading"
        else credit
        for credit in row
    ]


def _takes_over(credit: Credit) -> Token | None:
    """The word by which a sentence turns to what somebody else says."""
    if credit.way not in ("leading", "object"):
        return None
    before = min(credit.head.subtree(), key=lambda token: token.n).previous
    comma = before.previous if before is not None else None
    turns = before is not None and (
        before.low in TURN or (comma is not None and comma.text == "," and before.low == "and")
    )
    return before if turns else None


def _is_outlet(credit: Credit) -> bool:
    """Whether a medium speaks, by its noun; of initials those that report do ("ANA reported"), armed groups say."""
    return lemma(credit.head) in words("media") or (credit.head.text.isupper() and credit.verb == "report")
