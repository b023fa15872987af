"""A claim as people left it."""

from dataclasses import replace

from marsad.errors import InputError
from marsad.model import Claim
from marsad.model.edits import FIELDS, edited
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
