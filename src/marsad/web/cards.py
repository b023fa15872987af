"""A claim as pages and their twins show it: what was read, what people made of it, and where it stands."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from marsad.lexicon import load
from marsad.model import Claim, Place, Polarity, digest, phrases
from marsad.model.by_hand import maker
from marsad.model.edits import FIELDS
from marsad.model.rows import NAMES, to_row
from marsad.model.state import Review, State
from marsad.registry import registry
from marsad.run.reviewed import reviewed
from marsad.run.veil import covered
from marsad.store.base import KeptClaim
from marsad.web.graphic import graphic
from marsad.web.replies import Row

PLAIN = {"id", "document", "version", "state", "entities", "parent", "outlet", "start", "end", "published"}
STATES = {Review.OPEN: "suggested"}  # what pages call an open claim


def card(kept: KeptClaim, number: int = 0, private: Collection[str] = ()) -> Row:
    """Return the row of a claim with edits applied; `number` is its place on the page.

    `private` names are covered; `covered` is how many of them are in it.
    """
    row = _card(kept, reviewed(kept), number) | {"covered": 0}
    if not private:
        return row
    quotes = " ".join([item.quote for item in kept.claim.evidence] + [row[slot] or "" for slot in NAMES])
    return veiled(row, private) | {"covered": sum(covered(quotes, [name]) != quotes for name in private)}


def _card(kept: KeptClaim, claim: Claim, number: int) -> Row:
    return {
        "id": kept.claim.id,
        "number": number,
        "document": claim.document_id,
        "outlet": kept.outlet,
        "published": kept.published.isoformat() if kept.published else None,
        "state": state_word(kept.state),
        "version": version(kept.state),
        **_words(claim),
        "fields": {field: value for field, value in to_row(claim).items() if field in FIELDS},
        "evidence": [{"start": item.span.start, "end": item.span.end, "text": item.quote} for item in claim.evidence],
        "parent": claim.parent,
        "origin": claim.origin,
        "by_hand": maker(claim),
        "graphic": any(graphic(item.quote) for item in claim.evidence),
        "edits": _edits(kept),
        "known": {slot: _known(kept, slot) for slot in NAMES},
        "needs": _needs(claim, kept),
        "events": [{"sort": sort, "id": id_} for sort, id_ in kept.members],
    }


def veiled(row: Row, names: Iterable[str]) -> Row:
    """Return what a page or its twin shows with all text in it, ids and offsets apart, as `covered` leaves it."""
    private = tuple(names)

    def over(key: str, value: Any) -> Any:
        if isinstance(value, str):
            return value if key in PLAIN else covered(value, private)
        if isinstance(value, dict):
            return {name: over(name, item) for name, item in value.items()}
        return [over(key, item) for item in value] if isinstance(value, list) else value

    return {name: over(name, value) for name, value in row.items()}


def state_word(state: State) -> str:
    """Return what pages call the standing of a claim."""
    return STATES.get(state.status, str(state.status))


def version(state: State) -> str:
    """Return a word that changes whenever somebody judges; writers give it back, so that no one's work is lost."""
    parts = (f"{key}={value}" for pairs in (state.edits, state.corrections) for key, value in sorted(pairs.items()))
    return digest("v", state.status, state.last, *parts)


def _words(claim: Claim) -> Row:
    quantity = claim.quantity
    detail = claim.method or claim.change
    table = "methods" if claim.method else "changes"
    return {
        "kind": claim.kind,
        "title": load("desk/words.yml")["kinds"].get(claim.kind, claim.kind),
        "detail": load("desk/words.yml")[table].get(detail, detail) if detail else "",
        "polarity": "" if claim.polarity is Polarity.ASSERTED else str(claim.polarity),
        "figure": phrases.amount(quantity) if quantity else "",
        "vague": quantity is not None and quantity.value is None,
        "unit": "" if quantity is None or quantity.unit == "person" else quantity.unit,
        "scope": _scope(claim),
        **{slot: phrases.name(getattr(claim, slot)) for slot in NAMES},
        "when": phrases.when(claim.when),
        "quote": phrases.quotation(claim).strip("“").rpartition("”")[0],
    }


def _edits(kept: KeptClaim) -> list[Row]:
    """Return what people changed: the field, what was read, what it is now."""
    read = to_row(kept.claim)
    return [
        {"field": field, "read": read[field], "now": value}
        for field, value in kept.state.edits.items()
        if field in FIELDS
    ]


def _known(kept: KeptClaim, slot: str) -> Row | None:
    """Return what a slot was taken to be, a person's word first; None where nobody looked."""
    resolution = kept.resolutions.get(slot)
    corrected = kept.state.corrections.get(slot)
    if corrected:
        return {
            "entities": [corrected],
            "names": [_name(key) for key in corrected.split(",")],
            "because": "a person said so",
            "place": None,
        }
    if resolution is None:
        return None
    return {
        "entities": list(resolution.entities),
        "names": [_name(key) for key in resolution.entities],
        "because": resolution.because,
        "place": place_row(resolution.place) if resolution.place else None,
        "candidates": [
            {"id": item.id, "name": item.name, "score": round(item.score, 3), "because": item.because}
            for item in resolution.candidates
        ],
    }


def _name(key: str) -> str:
    """Return the name of a party or speaker, its id where no registry knows it."""
    known = registry()
    found = known.actors.party(key) or known.sources.speaker(key)
    return found.name if found else key


def _scope(claim: Claim) -> str:
    """Return whether the figure is a total, a part of one, or of others than the report counted before."""
    scopes = (
        (claim.cumulative, "running total"),
        (claim.subset, "part of a total"),
        (claim.another, "others than before"),
    )
    return next((words for holds, words in scopes if holds), "")


def place_row(place: Place) -> Row:
    """Return a place as pages show it: how exactly it is known stands beside where it is."""
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
        "precision": int(place.precision),
        "precision_says": _precisions()[int(place.precision)],
        "claims": list(place.claims),
        "codes": dict(place.codes),
    }


def _precisions() -> Mapping[int, str]:
    found: Mapping[int, str] = load("desk/words.yml")["precisions"]
    return found


def _needs(claim: Claim, kept: KeptClaim) -> list[str]:
    """Return what a person could settle: a date that waits for the day of publication, a place that was not found."""
    resolution = kept.resolutions.get("place")
    looked = resolution is not None and not resolution.entities and "place" not in kept.state.corrections
    waits = {"date": claim.when is not None and claim.when.unresolved, "place": claim.place is not None and looked}
    return [word for word, waiting in waits.items() if waiting]
