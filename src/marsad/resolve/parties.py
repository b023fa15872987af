"""Which parties the actors and targets of claims are, with the reason in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from marsad.model import Claim, Document, Mention, Resolution
from marsad.registry import registry
from marsad.registry.actors import NAMED, allies_of
from marsad.registry.fold import fold
from marsad.resolve.context import LIKELY, Context, Reading
from marsad.resolve.hints import steered
from marsad.resolve.party_part import ARMED_ROLES, COUNTRIES, STATE_ROLES, joined, read_part
from marsad.resolve.phrase import Item, parts, party_finder, scan, without_where
from marsad.resolve.theatre import Theatre

SLOTS = ("actor", "target")
_OF = re.compile(r"\W*(?:(?:an?|the)\s+)?([\w-]+)\s+of\b", re.IGNORECASE)
_ITS = re.compile(r"[^.,;\n]{1,40}\bits (?:own )?")  # between who speaks and "fighters"
NEXT = 40  # characters after a bare adjective in which the noun stands that it belongs to


def resolve_parties(document: Document, claims: Iterable[Claim], theatre: Theatre) -> list[Resolution]:
    """Return what the actor and target of each claim was taken to be, in the order of claims; none for empty slots.

    Names are looked up in `data/actors/`; where several parties share one, and for nouns that name nobody ("rebels",
    "the army"), the countries of `theatre` decide, and the day on which it happened or else of publication. A name
    that no registry knows stays a name ("named:arce-battalion"); what is no party stays without one, and says why.
    """
    listed = list(claims)
    context = Context(registry().actors, steered(theatre, document, listed), document.published)
    names = _Names(context, listed)
    return [
        _of_claim(document, claim, slot, mention, names)
        for claim in listed
        for slot in SLOTS
        if (mention := getattr(claim, slot)) is not None
    ]


def find_party(name: str, theatre: Theatre, day: date | None = None) -> Reading:
    """Return what a name alone is taken to be, as `resolve_parties` does for a name in a claim."""
    return _read(name, Context(registry().actors, theatre, day))


def _read(name: str, context: Context) -> Reading:
    """Return what a printed name is taken to be: of several joined ("the army and its allies") all."""
    head = _OF.match(name)
    if head and context.actors.is_occasion(fold(head[1])):
        return Reading((), f"“{name}” is no party: it happens to one")
    items = scan(name, party_finder(context.actors, context.theatre, context.day))
    readings: list[Reading] = []
    for part in _shared_heads(list(parts(without_where(items)))):
        readings.append(_allies(readings, context) if _is_allies(part) else read_part(part, context))
    return joined([reading for reading in readings if reading.parties] or readings[:1])


class _Names:
    """The names of one document; each is read once for each day, and for each choice of groups that it may mean."""

    def __init__(self, context: Context, claims: Sequence[Claim]) -> None:
        self.context = context
        self.finder = party_finder(context.actors, context.theatre, context.day)
        self.read = cache(self._read)
        self.scanned = cache(lambda name: scan(name, self.finder))
        self.outright = cache(self._outright)
        self.groups = self._groups(claims)

    def _read(self, name: str, day: date | None, groups: tuple[str, ...]) -> Reading:
        return _read(name, replace(self.context, day=day, groups=groups))

    def _outright(self, name: str) -> tuple[str, ...]:
        """Return the parties that words name outright."""
        return tuple(item.values[0] for item in self.scanned(name) if item.kind == "name" and len(item.values) == 1)

    def _groups(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Return the armed groups that the claims of a document name."""
        mentions = (mention for claim in claims for slot in SLOTS if (mention := getattr(claim, slot)) is not None)
        names = dict.fromkeys(mention.name for mention in mentions)
        found = dict.fromkeys(key for name in names for key in self.outright(name))
        actors = self.context.actors
        return tuple(key for key in found if (party := actors.party(key)) and party.kind == "armed-group")

    def is_role(self, name: str) -> bool:
        """Whether a name is nothing but nouns for what people are: "its fighters"."""
        return {item.kind for item in self.scanned(name)} == {"role"}

    def is_bare(self, name: str) -> bool:
        """Whether a name is the adjective of a country alone."""
        return [item.kind for item in self.scanned(name)] == ["nation"]


def _of_claim(document: Document, claim: Claim, slot: str, mention: Mention, names: _Names) -> Resolution:
    day = (claim.when.end or claim.when.start if claim.when else None) or names.context.day
    other = claim.target if slot == "actor" else claim.actor
    others = names.outright(other.name) if other else ()
    groups = tuple(group for group in names.groups if group not in others)  # nobody attacks himself
    reading = _own(document, claim, mention, names) or names.read(_with_noun(document, mention, names), day, groups)
    if slot == "target" and _is_somebody(claim, reading):
        reading = Reading((), f"“{mention.name}” is one person by name, and no party that is known")
    return Resolution(
        claim_id=claim.id,
        slot=slot,
        entities=reading.parties,
        because=reading.because or f"“{mention.name}” names nobody",
        candidates=tuple(sorted(reading.candidates, key=lambda one: (-one.score, one.id))),
    )


def _own(document: Document, claim: Claim, mention: Mention, names: _Names) -> Reading | None:
    """Return the party that says that "its fighters" did it; None for other words, and where no known party speaks."""
    if mention.span is None or claim.source is None or claim.source.span is None or mention is not claim.actor:
        return None
    if not _ITS.fullmatch(document.text[claim.source.span.end : mention.span.start]):
        return None
    speaking = names.outright(claim.source.name)
    if len(speaking) != 1 or not names.is_role(mention.name):
        return None
    because = f"“{claim.source.name}” speaks of its own “{mention.name}”"
    return Reading(speaking, because, (names.context.scored(speaking[0], LIKELY, because),))


def _is_somebody(claim: Claim, reading: Reading) -> bool:
    """Whether a name that no registry knows is that of the one person who was harmed: no party, and private."""
    alone = claim.quantity is not None and claim.quantity.value == 1
    return alone and bool(reading.parties) and all(party.startswith(NAMED) for party in reading.parties)


def _with_noun(document: Document, mention: Mention, names: _Names) -> str:
    """Return the name; a bare adjective ("Russian") with the noun that is printed after it ("servicemen")."""
    if mention.span is None or not names.is_bare(mention.name):
        return mention.name
    after = document.text[mention.span.end : mention.span.end + NEXT].split(".")[0].split(",")[0].split()[:2]
    following = scan(" ".join(after), names.finder)
    useful = following and following[0].kind in ("role", "class", "things")
    return f"{mention.name} {following[0].printed}" if useful else mention.name


def _shared_heads(listed: list[list[Item]]) -> list[list[Item]]:
    """Return the parts, bare adjectives with the noun that they share: "Syrian and Russian warplanes"."""
    shared: Item | None = None
    completed = []
    for part in reversed(listed):
        bare = any(item.kind in COUNTRIES for item in part) and all(
            item.kind in {*COUNTRIES, "neutral"} for item in part
        )
        heads = [item for item in part if item.kind == "role"]
        shared = _shareable(heads) if heads else shared
        completed.append([*part, shared] if bare and shared else part)
    return completed[::-1]


def _shareable(heads: Sequence[Item]) -> Item:
    """Return the head noun that a state before it can have as well: not the coalition, but its "forces"."""
    own = [head for head in heads if head.values[0] in STATE_ROLES | ARMED_ROLES]
    return own[-1] if own else replace(heads[-1], values=("army",))


def _is_allies(part: Sequence[Item]) -> bool:
    return any(item.kind == "allies" for item in part) and not any(item.kind in ("name", "nation") for item in part)


def _allies(before: Sequence[Reading], context: Context) -> Reading:
    """Return the allies of the party named just before: a government's irregulars, or others' unnamed friends."""
    party = next((reading.parties[0] for reading in reversed(before) if reading.parties), None)
    if party is None:
        return Reading((), "allies of nobody who is named")
    country = context.actors.country(party)
    meant = context.actors.role("allies", country, context.day) if country else None
    return Reading((meant.party if meant else allies_of(party),), f"allies of {context.name(party)}, unnamed")
