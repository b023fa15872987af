"""Claims of one event side by side: who says what, and where they agree."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from marsad.derive.figures import figures
from marsad.model import Event, Figure
from marsad.web.look import Look
from marsad.web.replies import Row

COMPARED = {
    "figure": "How many",
    "place": "Where",
    "when": "When",
    "actor": "Who did it",
    "target": "To whom",
    "detail": "How",
}


def columns(event: Event, cards: Iterable[Row]) -> list[Row]:
    """Return a column for each origin, with its claims' `cards`, those of most claims first."""
    by_id = {card["id"]: card for card in cards}
    found = [
        {
            "origin": origin.name or "the outlet, not named",
            "id": origin.id,
            "aligned": origin.aligned,
            "claims": [by_id[claim_id] for claim_id in origin.claim_ids if claim_id in by_id],
        }
        for origin in event.origins
    ]
    return sorted((column for column in found if column["claims"]), key=lambda column: -len(column["claims"]))


def compared(found: Sequence[Row], bare: Mapping[str, Row]) -> list[Row]:
    """Return, for each kind of claim that several tell, how their values stand to one another.

    A value is "alone" where nobody else gives one, "agrees" where most give it, and else "differs". `bare` are the
    cards by id with nothing covered: what is compared, and not shown.
    """
    kinds = Counter(claim["kind"] for column in found for claim in column["claims"])
    return [_kind(kind, found, bare) for kind in kinds]


def _kind(kind: str, found: Sequence[Row], bare: Mapping[str, Row]) -> Row:
    told = [(column["origin"], claim) for column in found for claim in column["claims"] if claim["kind"] == kind]
    lines = [
        {"field": field, "title": title, "cells": _cells(field, [claim for _, claim in told], bare)}
        for field, title in COMPARED.items()
        if any(claim[field] for _, claim in told)
    ]
    return {
        "kind": kind,
        "title": told[0][1]["title"],
        "claims": [{**claim, "voice": origin} for origin, claim in told],
        "lines": lines,
    }


def _cells(field: str, claims: Sequence[Row], bare: Mapping[str, Row]) -> list[Row]:
    values = [bare[claim["id"]][field] for claim in claims]
    counts = Counter(value.casefold() for value in values if value)
    most = max(counts.values(), default=0)
    return [
        {"value": claim[field], "stands": _stand(counts, value, most)}
        for claim, value in zip(claims, values, strict=True)
    ]


def _stand(counts: Counter[str], value: str, most: int) -> str:
    if not value:
        return "silent"
    if counts.total() == 1:
        return "alone"
    return "agrees" if counts[value.casefold()] == most and most > 1 else "differs"


def roles(figures: Sequence[Row]) -> dict[str, str]:
    """Return what each claim does for an event's figures: it sets one, or is set aside, with the reason."""
    found: dict[str, str] = {}
    for figure in figures:
        found |= {aside["claim"]: f"set aside: {aside['because']}" for aside in figure["set_aside"]}
    for figure in figures:
        found |= dict.fromkeys(figure["used"], "sets a figure")
    return found


def only(event: Event, claim_ids: Iterable[str]) -> Event:
    """Return the event as those claims alone tell it."""
    kept = set(claim_ids)
    origins = (
        replace(origin, claim_ids=tuple(claim for claim in origin.claim_ids if claim in kept))
        for origin in event.origins
    )
    return replace(
        event,
        claim_ids=tuple(claim for claim in event.claim_ids if claim in kept),
        origins=tuple(origin for origin in origins if origin.claim_ids),
    )


def together(one: Event, other: Event) -> Event:
    """Return the event that both would make; an origin that tells of both stands once."""
    origins = {origin.id: origin for origin in one.origins}
    for origin in other.origins:
        before = origins.get(origin.id)
        ids = (*before.claim_ids, *origin.claim_ids) if before else origin.claim_ids
        origins[origin.id] = replace(origin, claim_ids=ids)
    return replace(one, claim_ids=(*one.claim_ids, *other.claim_ids), origins=tuple(origins.values()))


def figures_of(event: Event, look: Look) -> list[Row]:
    """Return the figures that an event, real or tried, comes to."""
    found: tuple[Figure, ...] = figures(event, look.dossier.claims, look.dossier.sides, look.dossier.policy)
    return [look.figure(figure) for figure in found]
