"""How well an event is attested: a rule over its independent origins, with its reasons."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from marsad.merge.lineage import Lineage
from marsad.merge.origins import Origins
from marsad.model import Grade, Known, Origin, Polarity


def graded(claims: Sequence[Known], origins: Origins) -> tuple[Grade, tuple[str, ...]]:
    """Grade the event of `claims`, at least one of which asserts it; return the grade and its reasons in words."""
    asserting = [known for known in claims if known.claim.polarity is Polarity.ASSERTED]
    deniers = origins.together(known for known in claims if known.claim.polarity is Polarity.DENIED)
    witnesses = independent(asserting, origins)
    if still := [each for each in witnesses if each.id not in {denier.id for denier in deniers}]:
        admissions = sorted(set(admitted(asserting, origins)))
        return _grade(still, deniers, admissions, origins.lineage), _reasons(still, deniers, admissions)
    return Grade.DISCOUNTED, ("whoever told of it denied it too",)


def _grade(
    witnesses: Sequence[Origin], deniers: Sequence[Origin], admissions: Sequence[str], lineage: Lineage
) -> Grade:
    if deniers:
        return Grade.CONTESTED
    if admissions or _opposed(witnesses, lineage):
        return Grade.CONFIRMED
    return Grade.FAIR if len(witnesses) > 1 else Grade.WEAK


def _reasons(witnesses: Sequence[Origin], deniers: Sequence[Origin], admissions: Sequence[str]) -> tuple[str, ...]:
    count = f"{len(witnesses)} independent origins" if len(witnesses) > 1 else "one origin"
    told = f"told by {count}: {_names(witnesses)}"
    denied = [f"denied by {_names(deniers)}"] if deniers else []
    return (told, *(f"admitted by {name}, whom it harms" for name in admissions), *denied)


def _names(origins: Iterable[Origin]) -> str:
    return ", ".join(f"{origin.name or 'an unnamed outlet'}" for origin in origins)


def independent(claims: Sequence[Known], origins: Origins) -> tuple[Origin, ...]:
    """One origin for each voice: those aligned with one party, or with parts of it, are one voice.

    Of those who have no name, only as many count as one report credits: the "activists" of two reports may be the same.
    """
    named = [origin for origin in origins.together(claims) if origin.named]
    by_document = groupby(sorted(claims, key=_document), key=_document)
    nameless = [[each for each in origins.together(group) if not each.named] for _, group in by_document]
    voices: list[Origin] = []
    for origin in (*named, *max(nameless, key=len, default=[])):
        if not any(_one_voice(origin, other, origins.lineage) for other in voices):
            voices.append(origin)
    return tuple(voices)


def _document(known: Known) -> str:
    return known.claim.document_id


def _one_voice(left: Origin, right: Origin, lineage: Lineage) -> bool:
    return bool(left.aligned and right.aligned and lineage.kin(left.aligned, right.aligned))


def admitted(claims: Iterable[Known], origins: Origins) -> Iterable[str]:
    """Yield the names of those who tell of harm to their own side: their dead, or a place that they lost."""
    for known in claims:
        victims = known.who.get("target", ())
        for origin in origins.of(known):
            if origin.aligned and any(origins.lineage.kin(origin.aligned, victim) for victim in victims):
                yield origin.name


def _opposed(witnesses: Sequence[Origin], lineage: Lineage) -> bool:
    sides = {lineage.side(origin.aligned) for origin in witnesses if origin.aligned}
    return len(sides - {None}) > 1
