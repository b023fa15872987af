"""Which parties the actors and targets of claims are, with the reason in words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from marsad.model import Claim, Document, Mention, Resolution
from marsad.registry import registry
from marsad.registry.actors import allies_of
from marsad.resolve.party_part import STATE_ROLES, Context, Reading, read_part, role_of
from marsad.resolve.phrase import Item, parts, party_finder, scan
from marsad.resolve.theatre import Theatre

SLOTS = ("actor", "target")
NEXT = 40  # characters after a bare adjective in which the noun stands that it belongs to


def resolve_parties(document: Document, claims: Iterable[Claim], theatre: Theatre) -> list[Resolution]:
    """Return what the actor and target of each claim was taken to be, in the order of claims; none for empty slots.

    Names are looked up in `data/actors/`; where several parties share one, and for nouns that name nobody ("rebels",
    "the army"), the countries of `theatre` decide, and the day on which it happened or else of publication. A name
    that no registry knows stays a name ("named:arce-battalion"); what is no party stays without one, and says why.
    """
    listed = list(claims)
    context = Context(registry().actors, theatre, document.published, _groups(document, listed, theatre))
    return [
        _of_claim(document, claim, slot, mention, context)
        for claim in listed
        for slot in SLOTS
        if (mention := getattr(claim, slot)) is not None
    ]


def read_party(name: str, theatre: Theatre, day: date | None = None) -> Reading:
    """Return what a name alone is taken to be, as `resolve_parties` does for a name in a claim."""
    return read_name(name, Context(registry().actors, theatre, day))


def read_name(name: str, context: Context) -> Reading:
    """Return what a printed name is taken to be: of several joined ("the army and its allies") all."""
    items = scan(name, party_finder(context.actors, context.countries, context.day))
    joined = _shared_heads(list(parts(items)))
    readings: list[Reading] = []
    for part in joined:
        readings.append(_allies(readings, context) if _is_allies(part) else read_part(part, context))
    resolved = [reading for reading in readings if reading.parties] or readings
    if not resolved:
        return Reading((), f"“{name}” names nobody")
    parties = tuple(dict.fromkeys(party for reading in resolved for party in reading.parties))
    because = "; ".join(dict.fromkeys(reading.because for reading in resolved))
    return Reading(parties, because, tuple(candidate for reading in readings for candidate in reading.candidates))


def _of_claim(document: Document, claim: Claim, slot: str, mention: Mention, context: Context) -> Resolution:
    day = (claim.when.start if claim.when else None) or context.day
    other = getattr(claim, "target" if slot == "actor" else "actor")
    groups = context.groups if other is None else _others(context.groups, other, context)
    reading = read_name(_with_noun(document, mention, context), replace(context, day=day, groups=groups))
    return Resolution(
        claim_id=claim.id,
        slot=slot,
        entities=reading.parties,
        because=reading.because,
        candidates=tuple(sorted(reading.candidates, key=lambda one: (-one.score, one.id))),
    )


def _others(groups: tuple[str, ...], other: Mention, context: Context) -> tuple[str, ...]:
    """Return the groups without the claim's other side: nobody attacks himself."""
    items = scan(other.name, party_finder(context.actors, context.countries, context.day))
    named = {party for item in items if item.kind == "name" for party in item.values}
    return tuple(group for group in groups if group not in named)


def _with_noun(document: Document, mention: Mention, context: Context) -> str:
    """Return the name; a bare adjective ("Russian") with the noun that is printed after it ("servicemen")."""
    items = scan(mention.name, party_finder(context.actors, context.countries, context.day))
    if mention.span is None or [item.kind for item in items] != ["nation"]:
        return mention.name
    after = document.text[mention.span.end : mention.span.end + NEXT].split(".")[0].split(",")[0].split()[:2]
    following = scan(" ".join(after), party_finder(context.actors, (), context.day))
    useful = following and following[0].kind in ("role", "class", "things")
    return f"{mention.name} {following[0].printed}" if useful else mention.name


def _shared_heads(joined: list[list[Item]]) -> list[list[Item]]:
    """Return the parts, bare adjectives with the noun that they share: "Syrian and Russian warplanes"."""
    shared: Item | None = None
    completed = []
    for part in reversed(joined):
        bare = all(item.kind in ("nation", "neutral") for item in part) and any(item.kind == "nation" for item in part)
        role = role_of(part)
        if role is not None:
            head = next(item for item in part if item.kind == "role")
            shared = head if role in STATE_ROLES else replace(head, values=("army",))
        completed.append([*part, shared] if bare and shared else part)
    return completed[::-1]


def _is_allies(part: Sequence[Item]) -> bool:
    return any(item.kind == "allies" for item in part) and not any(item.kind in ("name", "nation") for item in part)


def _allies(before: Sequence[Reading], context: Context) -> Reading:
    """Return the allies of the party named just before: a government's irregulars, or others' unnamed friends."""
    party = next((reading.parties[0] for reading in reversed(before) if reading.parties), None)
    if party is None:
        return Reading((), "allies of nobody named")
    country = context.actors.country(party)
    meant = context.actors.role("allies", country, context.day) if country else None
    allies = meant.party if meant else allies_of(party)
    return Reading((allies,), f"allies of {context.name(party)}, unnamed")


def _groups(document: Document, claims: Sequence[Claim], theatre: Theatre) -> tuple[str, ...]:
    """Return the armed groups that the claims of a document name."""
    actors = registry().actors
    finder = party_finder(actors, tuple(theatre), document.published)
    names = {mention.name for claim in claims for slot in SLOTS if (mention := getattr(claim, slot)) is not None}
    items = (item for name in sorted(names) for item in scan(name, finder) if item.kind == "name")
    found = dict.fromkeys(item.values[0] for item in items if len(item.values) == 1)
    return tuple(key for key in found if (party := actors.party(key)) and party.kind == "armed-group")
