"""Records as rows that JSON holds: what `--format jsonl` prints."""

from collections.abc import Sequence

from marsad.cli.ledgers import Row
from marsad.model import Judgement
from marsad.model.bodies import to_body
from marsad.model.rows import to_row
from marsad.model.state import undone
from marsad.run.reviewed import reviewed
from marsad.store import KeptClaim, KeptDocument


def document_row(kept: KeptDocument) -> Row:
    """Return a document with what is known of it; `published` is the day that a person set, where one did."""
    more: Row = to_body(kept)
    document: Row = more.pop("document")
    document["published"] = kept.state.edits.get("published") or document["published"]
    return document | more


def claim_row(kept: KeptClaim) -> Row:
    """Return a claim as `marsad read` prints it, with people's edits, and what is known of it."""
    return {
        **to_row(reviewed(kept)),
        "published": to_body(kept.published),
        "outlet": kept.outlet,
        "state": to_body(kept.state),
        "resolutions": {slot: to_body(resolution) for slot, resolution in kept.resolutions.items()},
        "members": to_body(kept.members),
    }


def judgement_rows(judgements: Sequence[Judgement]) -> list[Row]:
    """Return the judgements of one record, each with its id and whether it was undone."""
    gone = undone(judgements)
    return [{"id": each.id, **to_body(each), "undone": each.id in gone} for each in judgements]
