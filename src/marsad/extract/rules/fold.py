"""One fact from one source is one claim, however often it is told."""

from collections import Counter, defaultdict
from datetime import date
from itertools import islice

from rapidfuzz.fuzz import ratio

from marsad.extract.rules.choices.doers import own_doer
from marsad.extract.rules.choices.model import probability
from marsad.extract.rules.choices.same import Tellings, keep_features, pair_features
from marsad.extract.rules.draft import Draft
from marsad.extract.rules.parties import alike, is_general, side, within
from marsad.extract.rules.places import PlaceMention
from marsad.extract.rules.roles import words as frame_words
from marsad.extract.rules.speaker_phrase import is_office
from marsad.model import Hedge, Polarity

_REACH = 20  # claims back that a telling is compared with, so that a book costs no square
_TELLINGS = 4  # the last tellings of a claim that a further one is compared with
_SAME = 0.5
_NEAR = 3  # words up the tree within which an answer stands: "in response to the fire"
_KEEP = 0.45
_ALIKE = 60  # of 100, above which two names may be spellings of one


def fold(made: list[Draft]) -> list[Draft]:
    """Drop tellings that are no claims, and join those that tell one fact from one source."""
    told: dict[str, list[list[Draft]]] = {}
    order = order_in_kind(made)
    for draft in kept_drafts(made):
        claims = told.setdefault(draft.kind, [])
        likely = [(_likeness(claim, draft, order), claim) for claim in claims[-_REACH:]]
        chance, best = max(reversed(likely), key=lambda pair: pair[0], default=(0.0, []))
        if chance < _SAME:
            claims.append([draft])
        else:
            best.append(draft)
    return _one_each([claim for claims in told.values() for claim in claims], made)


def order_in_kind(made: list[Draft]) -> dict[int, int]:
    """The number of each draft among those of its kind, by identity."""
    counts: Counter[str] = Counter()
    found = {}
    for draft in made:
        found[id(draft)] = counts[draft.kind]
        counts[draft.kind] += 1
    return found


def _likeness(claim: list[Draft], draft: Draft, order: dict[int, int]) -> float:
    """How likely the draft tells the claim again, 0 to 1: by the telling most like it; 0 if any cannot be the same."""
    if any(_differ(one, draft) for one in claim):
        return 0.0
    return max(likeness(one, draft, order[id(draft)] - order[id(one)] - 1) for one in claim[-_TELLINGS:])


def _one_each(claims: list[list[Draft]], made: list[Draft]) -> list[Draft]:
    """The first telling of each claim, the others joined to it, in reading order."""
    first_of = {id(draft): claim[0] for claim in claims for draft in claim}
    for first, *others in claims:
        for other in others:
            join(first, other)
        if others:
            _place_together(first, others)
        parent = first_of.get(id(first.parent)) if first.parent is not None else None
        first.parent = parent if parent is not first else None
    return [draft for draft in made if first_of.get(id(draft)) is draft]


def kept_drafts(made: list[Draft]) -> list[Draft]:
    """The tellings that are claims."""
    told = Tellings(made)
    return [draft for draft in made if probability("keep", keep_features(draft, told)) >= _KEEP]


def likeness(one: Draft, two: Draft, between: int) -> float:
    """How likely two tellings of one kind are one claim, 0 to 1, where `between` drafts stand between them."""
    return 0.0 if _apart(one, two) else probability("same", pair_features(one, two, between))


def _apart(one: Draft, two: Draft) -> bool:
    """Whether two tellings cannot be one fact: other doers, days or towns, an act and its answer, two and many."""
    if one.finding.trigger is two.finding.trigger and _is_listed_apart(one, two):
        return True
    told_apart = (two.another and not one.another) or _answers(one, two) or _answers(two, one)
    return told_apart or _are_others(one, two) or _in_other_towns(one, two)


def _answers(one: Draft, two: Draft) -> bool:
    """Whether the one is told as an answer to the other: "in response to the rocket fire, jets struck"."""
    above = list(islice(one.finding.trigger.ancestors(), _NEAR))
    answer = any(word.lemma in frame_words("answers") for word in above) and one.sentence is two.sentence
    return answer and one.kind == "attack" and two.finding.trigger in one.finding.trigger.ancestors()


def _are_others(one: Draft, two: Draft) -> bool:
    """Whether what is told, who did it or who suffered it is not the same."""
    return (
        {one.change, two.change} == {"gained", "held"}
        or _is_pair_of_many(one, two)
        or _is_pair_of_many(two, one)
        or _by_others(one, two)
        or _turned(one, two)
        or _done_by_others(one, two)
        or (two.disputed and one.source is None)
    )


def _differ(one: Draft, two: Draft) -> bool:
    """Whether figures, days or who holds a place are not the same, whatever else tells the fact."""
    denied = (one.polarity is Polarity.DENIED) != (two.polarity is Polarity.DENIED)
    return denied or _count_otherwise(one, two) or _on_other_days(one, two) or _of_two_holders(one, two)


def _in_other_towns(one: Draft, two: Draft) -> bool:
    """Whether they are at two towns, and told apart: one later, or each sentence naming its own town."""
    if one.place is None or two.place is None or one.place.level or two.place.level:
        return False
    if _is_one_name(one.place.name.lower(), two.place.name.lower()):
        return False
    return _is_later(one, two) or _is_later(two, one) or (_there(one, two) and _there(two, one))


def _count_otherwise(one: Draft, two: Draft) -> bool:
    """Whether both give a figure, and not the same."""
    values = [draft.quantity.value if draft.quantity is not None else None for draft in (one, two)]
    return None not in values and values[0] != values[1]


def _is_listed_apart(one: Draft, two: Draft) -> bool:
    """Whether one verb tells both: "nine in Harga, two in Konga", "jets and artillery", "nine, two of them"."""
    counted = one.quantity is not None and two.quantity is not None and one.quantity.span != two.quantity.span
    return bool(one.within or two.within or one.method != two.method or counted)


def _is_one_name(one: str, two: str) -> bool:
    """Whether two names share a word, or are spellings of one: "Maaret", "Marat"."""
    return not set(one.split()).isdisjoint(two.split()) or ratio(one, two) > _ALIKE


def _is_later(one: Draft, two: Draft) -> bool:
    """Whether one begins when two is over."""
    if one.when is None or two.when is None or one.when.start is None or two.when.end is None:
        return False
    return one.when.start > two.when.end


def _there(one: Draft, other: Draft) -> bool:
    """Whether the sentence of one names its own town, known or told to be one, and not the other's."""
    mine, yours = one.place, other.place
    if mine is None or yours is None or not (mine.known or mine.cue in ("strong", "type", "heading")):
        return False
    said = " ".join(token.low for token in one.sentence.tokens)
    return one.sentence.start <= mine.start < one.sentence.end and yours.name.lower() not in said


def _on_other_days(one: Draft, two: Draft) -> bool:
    """Whether each tells its own days, and none of both: "shells hit Harga on Monday. On Tuesday, shells hit Harga"."""
    mine, yours = _own_days(one), _own_days(two)
    return mine is not None and yours is not None and (mine[0] > yours[1] or yours[0] > mine[1])


def _turned(one: Draft, two: Draft) -> bool:
    """Whether who did the one suffered the other: "gunmen killed three before soldiers shot them dead"."""
    pairs = ((one.actor, two.target), (two.actor, one.target))
    harmed = one.kind in ("killed", "injured")
    return harmed and any(doer and hit and doer.name.lower() == hit.name.lower() for doer, hit in pairs)


def _done_by_others(one: Draft, two: Draft) -> bool:
    """Whether one sentence names who did each, and not the same: "the army shot down drones that rebels launched"."""
    doers = [own_doer(draft) for draft in (one, two)]
    if one.kind != "attack" or one.sentence is not two.sentence or doers[0] is None or doers[1] is None:
        return False
    return not (alike(doers[0], doers[1]) or within(doers[0], doers[1]))


def _by_others(one: Draft, two: Draft) -> bool:
    """Whether each is credited in its own sentence, and not to the same: "the army said ... residents said"."""
    names = [_own_source(draft) for draft in (one, two)]
    return "" not in names and not _is_one_speaker(*names)


def _is_one_speaker(one: str, two: str) -> bool:
    """Whether two names of speakers may be one's: by more than what they are, as two "ministries" are."""
    telling = [" ".join(word for word in name.split() if not is_office(word)) for name in (one, two)]
    return _is_one_name(*(telling if all(telling) else (one, two)))


def _own_source(draft: Draft) -> str:
    """Whom the draft's own sentence credits."""
    source = draft.source
    if source is None or source.span is None:
        return ""
    return source.name.lower() if draft.sentence.start <= source.span.start < draft.sentence.end else ""


def _own_days(draft: Draft) -> tuple[date, date] | None:
    """The first and last day that the draft's own sentence tells; None where it does not tell both."""
    when = draft.when
    if when is None or not draft.sentence.start <= when.span.start < draft.sentence.end:
        return None
    return (when.start, when.end) if when.start is not None and when.end is not None else None


def _of_two_holders(one: Draft, two: Draft) -> bool:
    """Whether they tell what two parties hold or take: "rebel-held", "government-held"."""
    if one.kind != "control" or one.actor is None or two.actor is None:
        return False
    mine, yours = one.actor.name, two.actor.name
    if alike(mine, yours) or within(mine, yours):
        return False
    state = [side(name) == "state" for name in (mine, yours)]
    return not (is_general(mine) or is_general(yours)) or state[0] != state[1]


def _is_pair_of_many(one: Draft, two: Draft) -> bool:
    """Whether one tells of a single thing or a pair, the other of many: "two suspects", "numerous others"."""
    few, many = one.quantity, two.quantity
    return few is not None and many is not None and many.hedge is Hedge.VAGUE and (few.value or 3) < 3


def join(kept: Draft, other: Draft) -> None:
    """Add the other telling's evidence, and what it knows that the first does not."""
    kept.also.extend([(other.start, other.end), *other.also])
    for slot in ("source", "via", "actor", "target", "when", "quantity"):
        if getattr(kept, slot) is None:
            setattr(kept, slot, getattr(other, slot))
    if kept.method == "other":
        kept.method = other.method


def _place_together(kept: Draft, others: list[Draft]) -> None:
    """Put the fact where its tellings, taken together, most likely have it."""
    total: defaultdict[str, float] = defaultdict(float)
    named: dict[str, PlaceMention | None] = {}
    for place, chance in (pair for telling in (kept, *others) for pair in telling.places):
        name = place.name.lower() if place is not None else ""
        total[name] += chance
        named.setdefault(name, place)
    best = named[max(total, key=total.__getitem__)] if total else kept.place
    if best is not kept.place:
        kept.place = best
        kept.because("place", "where its tellings together have it")
