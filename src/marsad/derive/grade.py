"""How well an event is attested: a rule over its independent origins and whose voices they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from marsad.derive.figures import told
from marsad.derive.sides import CIVILIANS, Sides
from marsad.lexicon import load
from marsad.model import Claim, Event, Grade, Known, Origin, Polarity
from marsad.registry.actors import NAMED


@dataclass(frozen=True, slots=True)
class Stand:
    """What an origin stands by in one event.

    `admits` are kinds of claims by which it tells of harm to its own side. `passes_on` is whether it is nobody's
    voice and tells of the event only in reports that credit others with it: it is no witness beside them.
    """

    origin: Origin
    asserts: bool
    denies: bool
    admits: tuple[str, ...] = ()
    passes_on: bool = False


def graded(event: Event, claims: Mapping[str, Known], sides: Sides) -> Event:
    """Return the event with its grade and the reasons for it."""
    grade, because = _grade([stand(event, origin, claims, sides) for origin in event.origins], event, sides)
    return replace(event, grade=grade, grade_because=because)


def stand(event: Event, origin: Origin, claims: Mapping[str, Known], sides: Sides) -> Stand:
    """Return what an origin stands by.

    Of a kind of claim that it both asserted and denied, its later word counts. A denial counts where the event holds an
    assertion of the same kind by anybody: that nobody was hurt says nothing against the attack.
    """
    last: dict[str, Known] = {}
    told_by = [known for known, _ in told([origin], claims) if known.claim.polarity is not Polarity.UNREALISED]
    for known in sorted(told_by, key=lambda each: (each.published or date.min, each.claim.id)):
        last[known.claim.kind] = known
    now = [known.claim for known in last.values()]
    asserted = {known.claim.kind for known, _ in told(event.origins, claims) if _asserts(known.claim)}
    return Stand(
        origin,
        asserts=any(_asserts(claim) for claim in now),
        denies=any(claim.polarity is Polarity.DENIED and (claim.kind in asserted or not asserted) for claim in now),
        admits=tuple(sorted(known.claim.kind for known in last.values() if _admits(known, origin, sides))),
        passes_on=_passes_on(origin, [known for known, _ in told(event.origins, claims)]),
    )


def _passes_on(origin: Origin, claims: Iterable[Known]) -> bool:
    return origin.aligned is None and passed_on(claims).issuperset(origin.claim_ids)


def passed_on(claims: Iterable[Known]) -> frozenset[str]:
    """Return the ids of the claims that a report tells in its own voice while it credits others of these to somebody.

    "Troops took the town, residents said ... The recapture of the town": the report is no second witness.
    """
    listed = list(claims)
    crediting = {known.claim.document_id for known in listed if known.claim.source or known.claim.via}
    own = (known.claim for known in listed if not (known.claim.source or known.claim.via))
    return frozenset(claim.id for claim in own if claim.document_id in crediting)


def _asserts(claim: Claim) -> bool:
    return claim.polarity is Polarity.ASSERTED


def _admits(known: Known, origin: Origin, sides: Sides) -> bool:
    """Whether a party's own source tells of harm to its own people, or of its loss of a place."""
    claim, hit = known.claim, sides.camps(known.who.get("target", ()))
    lost = claim.kind == "control" and claim.change in ("gained", "lost")
    harmed = load("derive/measures.yml")["measures"].get(claim.kind, {}).get("harm", False)
    if origin.aligned is None or not _asserts(claim) or not (lost or harmed):
        return False
    return CIVILIANS not in hit and sides.camp(origin.aligned) in hit


def _grade(stands: Sequence[Stand], event: Event, sides: Sides) -> tuple[Grade, tuple[str, ...]]:
    asserting = [each for each in stands if each.asserts]
    denying = [each for each in stands if each.denies and not each.asserts]
    if not asserting:
        return Grade.DISCOUNTED, (*_denials(denying), "no origin stands by it")
    if denying:
        return Grade.CONTESTED, (f"told by {_names(asserting)}", *_denials(denying))
    return _attested([each for each in asserting if not each.passes_on] or asserting, event, sides)


def _attested(asserting: Sequence[Stand], event: Event, sides: Sides) -> tuple[Grade, tuple[str, ...]]:
    admitted = tuple(_admission(each) for each in asserting if each.admits)
    opposed = _opposed(asserting, event, sides)
    neutral = [each for each in asserting if each.origin.named and each.origin.aligned is None]
    if admitted:
        return Grade.CONFIRMED, admitted
    if opposed:
        return Grade.CONFIRMED, (f"told by opposed sides: {_names(opposed)}",)
    if len(neutral) > 1:
        return Grade.CONFIRMED, (f"told by {len(neutral)} independent origins of no side: {_names(neutral)}",)
    country = event.place.country if event.place else None
    voices = independent((each.origin for each in asserting), sides, country, event.start)
    if voices > 1:
        return Grade.FAIR, (f"told by {voices} independent origins: {_names(asserting)}",)
    if neutral:
        return Grade.FAIR, (f"told by one origin, which no side owns: {_names(neutral)}",)
    return Grade.WEAK, (_lone(asserting, sides),)


def independent(origins: Iterable[Origin], sides: Sides, country: str | None, day: date | None) -> int:
    """Count origins that do not speak for one another: those of one side are one voice, all unnamed ones another."""
    return len({_voice(origin, sides, country, day) for origin in origins})


def _voice(origin: Origin, sides: Sides, country: str | None, day: date | None) -> tuple[str, str]:
    if not origin.named:
        return "unnamed", ""
    return ("side", sides.bloc(origin.aligned, country, day)) if origin.aligned else ("origin", origin.id)


def _opposed(asserting: Sequence[Stand], event: Event, sides: Sides) -> tuple[Stand, ...]:
    """Return two who tell the same and are on opposed sides, if there are any."""
    for left, right in combinations((each for each in asserting if each.origin.aligned), 2):
        if sides.opposed(left.origin.aligned or "", right.origin.aligned or "", event):
            return left, right
    return ()


def _lone(asserting: Sequence[Stand], sides: Sides) -> str:
    aligned = next((each.origin.aligned for each in asserting if each.origin.aligned), None)
    if aligned and aligned.startswith(NAMED):
        return f"told by one whose side is not known: {_names(asserting)}"
    if aligned:
        return f"told by one side only, {sides.name(sides.camp(aligned))}: {_names(asserting)}"
    return f"told by unnamed origins only: {_names(asserting)}"


def _admission(stand: Stand) -> str:
    harm = " and ".join("loss of the place" if kind == "control" else kind for kind in stand.admits)
    return f"admitted: {stand.origin.label} tells of harm to its own side ({harm})"


def _denials(denying: Iterable[Stand]) -> tuple[str, ...]:
    return tuple(f"denied by {each.origin.label}" for each in denying)


def _names(stands: Iterable[Stand]) -> str:
    return ", ".join(dict.fromkeys(each.origin.label for each in stands))
