"""How many: low, best and high of one event or toll, for each measure and each party."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from marsad.derive.amount import amount
from marsad.derive.bounds import top
from marsad.derive.policy import choose
from marsad.derive.sides import Sides
from marsad.derive.voices import Voice, Word, asides, voices
from marsad.lexicon import load
from marsad.model import Aside, Claim, Event, Figure, Known, Origin, Polarity, Policy, Toll

_SEVERAL = 3  # people, from whom on a figure counts more than those who are named
FAR = 4  # times: a report's own figure so much smaller than one that it passes on counts what was seen of it

Claims = Mapping[str, Known]


class Column(NamedTuple):
    """What one figure counts: a measure, whose (None: not said), in which unit."""

    measure: str
    party: str | None
    unit: str


@cache
def measures() -> tuple[str, ...]:
    """Return the kinds of claims that count something, in the order of `data/derive/measures.yml`."""
    return tuple(load("derive/measures.yml")["measures"])


class Sorted(NamedTuple):
    """What is told of one event by column: figures, claims that tell of people without a figure, and what is unfit."""

    words: dict[Column, list[Word]]
    silent: dict[Column, list[Aside]]
    unfit: dict[Column, list[Aside]]


def figures(event: Event, claims: Claims, sides: Sides, policy: Policy = Policy.CENTRAL) -> tuple[Figure, ...]:
    """Return the figures of an event, in the order of `measures`, then by party, the one that names no party last.

    Where somebody says that people were killed, and nobody how many, low, best and high are None; where nobody says so,
    there is no figure. Every claim that counts something is used or set aside in a figure of its measure, if there
    is one. `claims` holds, by id, at least those of the event.
    """
    return figures_by(event, claims, sides, [policy])[policy]


def figures_by(
    event: Event, claims: Claims, sides: Sides, policies: Iterable[Policy] = Policy
) -> dict[Policy, tuple[Figure, ...]]:
    """Return the same by several policies, under which claims are sorted alike."""
    found = sort_out(event, claims, sides)
    loud = {column.measure for column in found.words}
    columns = sorted({*found.words, *(column for column in found.silent if column.measure not in loud)}, key=_rank)
    asides = _housed(found, columns)
    told = {column: voices(found.words.get(column, ())) for column in columns}
    return {
        policy: tuple(_figure(column, told[column], asides[column], sides, policy) for column in columns)
        for policy in policies
    }


def sort_out(event: Event, claims: Claims, sides: Sides) -> Sorted:
    """Return the claims of an event that count something, by what they count."""
    found = Sorted(defaultdict(list), defaultdict(list), defaultdict(list))
    for known, origin in told(event.origins, claims):
        if counts(known.claim):
            column = column_of(known, sides)
            if because := _unfit(known.claim):
                found.unfit[column].append(Aside(claim_id=known.claim.id, because=because))
            elif word := word_of(known, origin):
                found.words[column].append(word)
            else:
                found.silent[column].append(Aside(claim_id=known.claim.id, because=_boundless(known.claim)))
    _drop(found, _glimpses(found), "a few of those whom the same report counts by another's word")
    _drop(found, _persons(found), "tells of one person, and counts nobody, where others count several")
    return found


def _drop(found: Sorted, left_out: Sequence[tuple[Column, Word]], because: str) -> None:
    """Set words aside; a column that has none left goes."""
    for column, word in left_out:
        found.words[column].remove(word)
        found.unfit[column].append(Aside(claim_id=word.claim_id, because=because))
        if not found.words[column]:
            del found.words[column]


def _all(found: Sorted) -> list[tuple[Column, Word]]:
    return [(column, word) for column, words in found.words.items() for word in words]


def _glimpses(found: Sorted) -> list[tuple[Column, Word]]:
    """Return what a report tells in its own voice of a few beside a toll that it credits to somebody.

    "At least 29 were killed, a monitor said. By the road lay the body of a man": nobody says that one was killed.
    """
    passed_on = [(column, word) for column, word in _all(found) if word.known.claim.source]
    return [(c, word) for c, word in _all(found) if any(_is_glimpse(word, c, toll, other) for other, toll in passed_on)]


def _persons(found: Sorted) -> list[tuple[Column, Word]]:
    """Return who is told of singly ("the director was killed") where others count several."""
    tolls = [(c, word) for c, word in _all(found) if (word.amount.best or 0) >= _SEVERAL]
    return [(c, word) for c, word in _all(found) if _is_person(word) and any(_is_alike(c, other) for other, _ in tolls)]


def _is_glimpse(word: Word, column: Column, toll: Word, other: Column) -> bool:
    own, passed = word.known.claim, toll.known.claim
    alike = _is_alike(column, other)
    beside = own.source is None and own.document_id == passed.document_id
    return alike and beside and FAR * (word.amount.best or word.amount.high or 0) < (toll.amount.best or 0)


def _is_person(word: Word) -> bool:
    """Whether the words name or describe a person and give no number: "the director", "a pilot"."""
    quantity = word.known.claim.quantity
    if quantity is None or quantity.value != 1 or quantity.unit not in (None, "person"):
        return False
    numerals = load("derive/measures.yml")["one"]
    return not any(letter.isdigit() for letter in quantity.text) and quantity.text.lower().split()[0] not in numerals


def _is_alike(column: Column, other: Column) -> bool:
    """Whether the others may count the person: the same thing counted, of the same party or of none named."""
    return (column.measure, column.unit) == (other.measure, other.unit) and column.party in (None, other.party)


def unfit(event: Event, claims: Claims, sides: Sides) -> dict[str, str]:
    """Return the claims of an event whose figures do not count, by id, with reasons."""
    found = sort_out(event, claims, sides).unfit
    return {aside.claim_id: aside.because for asides in found.values() for aside in asides}


def _housed(found: Sorted, columns: Sequence[Column]) -> dict[Column, list[Aside]]:
    """Return what each column sets aside; a claim whose column has no figure is named in the last of its measure."""
    homes = {column.measure: column for column in columns}
    housed: dict[Column, list[Aside]] = {column: [] for column in columns}
    for column, left_out in (*found.silent.items(), *found.unfit.items()):
        home = column if column in housed else homes.get(column.measure)
        if home is not None:
            housed[home].extend(left_out)
    return housed


def toll_figure(toll: Toll, claims: Claims, sides: Sides, policy: Policy = Policy.CENTRAL) -> Figure | None:
    """Return the figure of a running total; None where its words bound nothing ("many")."""
    known = [claims[claim_id] for claim_id in toll.claim_ids if claim_id in claims]
    words = [word for each in known if (word := word_of(each, toll.origin))]
    if not words:
        return None
    return _figure(column_of(words[0].known, sides), voices(words), (), sides, policy)


def counts(claim: Claim) -> bool:
    """Whether a claim is of something that is counted: people always, things and acts where a number is given."""
    measure = load("derive/measures.yml")["measures"].get(claim.kind)
    return measure is not None and (claim.quantity is not None or measure.get("people", False))


def word_of(known: Known, origin: Origin) -> Word | None:
    """Return the figure that a claim gives with whom it goes back to; None where its words bound nothing."""
    bounds = known.claim.quantity and amount(known.claim.quantity)
    return Word(known=known, origin=origin, amount=bounds) if bounds else None


def told(origins: Iterable[Origin], claims: Claims) -> Iterator[tuple[Known, Origin]]:
    """Yield each claim with the origin that it goes back to; claims that are not in `claims` are passed over."""
    for origin in origins:
        for claim_id in origin.claim_ids:
            if claim_id in claims:
                yield claims[claim_id], origin


def column_of(known: Known, sides: Sides) -> Column:
    """Return under what a claim's figure is counted; one that states none counts people."""
    claim = known.claim
    unit = claim.quantity.unit if claim.quantity else "person"
    return Column(claim.kind, sides.column(known.who.get("target", ())), unit)


def _rank(column: Column) -> tuple[int, str, bool, str]:
    return measures().index(column.measure), column.unit, column.party is None, column.party or ""


def _unfit(claim: Claim) -> str:
    """Why a figure does not count at all, in words; empty where it does."""
    if claim.polarity is Polarity.DENIED:
        return "denied"
    if claim.polarity is Polarity.UNREALISED:
        return "not said to have happened"
    if claim.cumulative:
        return "a running total, which is no figure of one event"
    return "part of another figure" if claim.subset else ""


def _boundless(claim: Claim) -> str:
    return f"“{claim.quantity.text}” names no magnitude" if claim.quantity else "gives no figure"


def _figure(
    column: Column, found: tuple[Voice, ...], left_out: Iterable[Aside], sides: Sides, policy: Policy
) -> Figure:
    high = top(voice.amount for voice in found)
    best, rule = choose(policy, found, column.party, sides)
    return Figure(
        measure=column.measure,
        party=column.party,
        unit=column.unit,
        low=min((voice.amount.low for voice in found if voice.amount.low is not None), default=None),
        best=best,
        high=high,
        open_top=high is None and bool(found),
        policy=policy,
        rule=rule,
        used=tuple(voice.claim_id for voice in found),
        set_aside=tuple(sorted({*asides(found), *left_out}, key=lambda aside: aside.claim_id)),
    )
