"""A claim as people left it."""

from collections.abc import Iterable
from dataclasses import replace

from marsad.errors import InputError
from marsad.model import Claim, Judgement, Verdict, digest
from marsad.model.edits import FIELDS, edited
from marsad.model.state import standing
from marsad.store import KeptClaim


def reviewed(kept: KeptClaim) -> Claim:
    """Return the claim with people's edits, under its own id.

    Edits that do not fit what a newer extractor reads (a last day before the first) are left out, all of them: a person
    must look again.
    """
    edits = {field: value for field, value in kept.state.edits.items() if field in FIELDS}
    if not edits:
        return kept.claim
    try:
        return replace(edited(kept.claim, edits), named=kept.claim.id)
    except InputError:
        return kept.claim


def taken_for(kept: KeptClaim) -> str:
    """Return a word that goes with an accept: for each slot, a digest of what its name is taken for.

    It is a digest because ids of who no registry knows spell their names.
    """
    return " ".join(f"{slot}={name}" for slot, name in _taken(kept).items())


def shifted(kept: KeptClaim, judgements: Iterable[Judgement]) -> list[str]:
    """Return the slots whose names are taken for others than when the claim was last accepted, by no word of a person.

    A newer gazetteer, registry or way of resolving does that; whoever accepted the claim has not seen it.
    """
    accepted = [each for each in standing(judgements) if each.verdict is Verdict.ACCEPT]
    then = dict(part.split("=", 1) for part in accepted[-1].value.split()) if accepted else {}
    now = _taken(kept)
    return [slot for slot in sorted(then) if slot not in kept.state.corrections and now.get(slot) != then[slot]]


def _taken(kept: KeptClaim) -> dict[str, str]:
    return {slot: digest("n", *found.entities) for slot, found in sorted(kept.resolutions.items())}
