"""A made-up war, and claims of it, for tests of what is derived."""

from datetime import date
from typing import Any

from marsad.derive.dossier import Dossier
from marsad.derive.sides import Sides
from marsad.model import (
    Claim,
    Event,
    Evidence,
    Hedge,
    Known,
    Mention,
    Origin,
    Party,
    Place,
    Polarity,
    Quantity,
    Span,
    Toll,
    When,
)
from marsad.model.when import Basis

PARTIES = {
    party.id: party
    for party in (
        Party(id="north", name="Government of Northland", kind="state", side="government"),
        Party(id="north-army", name="Northland Army", kind="army", parent="north"),
        Party(id="rebels", name="Southern Front", kind="armed-group", side="opposition"),
        Party(id="brigade", name="Dawn Brigade", kind="armed-group", parent="rebels"),
        Party(id="ally", name="Government of Eastland", kind="state", side="government"),
        Party(id="civilians", name="Civilians", kind="class"),
        Party(id="children", name="Children", kind="class", parent="civilians"),
    )
}
REGION = Place(id="p:region", name="Valley", kind="region", country="NL")
TOWN = Place(id="p:town", name="Harga", kind="town", country="NL", latitude=1.0, longitude=2.0, parents=("p:region",))
VILLAGE = Place(id="p:village", name="Bir", kind="village", country="NL", parents=("p:region",))

MONITOR = Origin(id="monitor", name="the Monitor")
WATCH = Origin(id="watch", name="War Watch")
AGENCY = Origin(id="agency", name="Northland News", aligned="north")
EAST = Origin(id="east", name="Eastland TV", aligned="ally")
RADIO = Origin(id="radio", name="Radio South", aligned="rebels")
LOCALS = Origin(id="o-1", name="local sources", named=False)
ACTIVISTS = Origin(id="o-2", name="activists", named=False)


class Registry:
    """The parties above, as the registry of parties answers."""

    def party(self, key: str) -> Party | None:
        return PARTIES.get(key)

    def above(self, key: str) -> tuple[str, ...]:
        party = PARTIES.get(key)
        return (party.parent, *self.above(party.parent)) if party and party.parent else ()

    def side(self, key: str, country: str, day: date | None = None) -> str | None:  # noqa: ARG002 - it stays on its side
        lineage = (PARTIES.get(each) for each in (key, *self.above(key)))
        return next((party.side for party in lineage if party and party.side), None) if country == "NL" else None


SIDES = Sides(Registry())


def day(number: int) -> date:
    """Return a day of January 2020."""
    return date(2020, 1, number)


def figure_of(text: str) -> Quantity:
    """Return "12", "~12", ">=12", "<=12", "10-15" or words for a vague amount as a quantity."""
    span = Span(1, 2)
    for sign, hedge in (("~", Hedge.ABOUT), (">=", Hedge.AT_LEAST), ("<=", Hedge.AT_MOST)):
        if text.startswith(sign):
            return Quantity(span, text, hedge, float(text.removeprefix(sign)))
    low, dash, high = text.partition("-")
    if dash:
        return Quantity(span, text, Hedge.RANGE, float(low), float(high))
    if text.isdigit():
        return Quantity(span, text, Hedge.EXACT, float(text))
    return Quantity(span, text, Hedge.VAGUE)


def known(
    document: str,
    kind: str = "killed",
    amount: str | None = None,
    *,
    published: int | None = 10,
    place: Place | None = TOWN,
    **rest: Any,
) -> Known:
    """Return a claim of `document`, published on a day of January; `actor` and `target` are ids of parties."""
    named: dict[str, tuple[str, ...]] = {slot: rest.pop(slot, ()) for slot in ("actor", "target")}
    who = {slot: keys for slot, keys in named.items() if keys}
    start, end = rest.pop("days", (None, None))
    when = When(Span(5, 6), "then", start and day(start), end and day(end), Basis.STATED) if start or end else None
    claim = Claim(
        document_id=document,
        kind=kind,
        evidence=(Evidence(Span(0, 9), f"what {document} says"),),
        quantity=rest.pop("quantity", None) or (figure_of(amount) if amount else None),
        when=when,
        target=Mention(who["target"][0]) if "target" in who else None,
        named=rest.pop("named", f"c-{document}"),
        **rest,
    )
    return Known(claim=claim, published=day(published) if published else None, outlet=document, place=place, who=who)


def event_of(*told: tuple[Known, Origin], name: str = "e-1", place: Place | None = TOWN, **rest: Any) -> Event:
    """Return the event of these claims; it happened on 9 January unless `days` say otherwise."""
    start, end = rest.pop("days", (9, 9))
    grouped: dict[str, Origin] = {}
    for each, origin in told:
        before = grouped.get(origin.id, origin)
        grouped[origin.id] = Origin(
            id=origin.id,
            name=origin.name,
            aligned=origin.aligned,
            named=origin.named,
            claim_ids=(*before.claim_ids, each.claim.id),
        )
    return Event(
        id=name,
        kind=rest.pop("kind", "violence"),
        claim_ids=tuple(each.claim.id for each, _ in told),
        place=place,
        start=day(start) if start else None,
        end=day(end) if end else None,
        actors=tuple(sorted({key for each, _ in told for key in each.who.get("actor", ())})),
        targets=tuple(sorted({key for each, _ in told for key in each.who.get("target", ())})),
        origins=tuple(grouped[key] for key in sorted(grouped)),
        **rest,
    )


def dossier_of(*events: Event, told: list[tuple[Known, Origin]], tolls: tuple[Toll, ...] = (), **rest: Any) -> Dossier:
    """Return what is known of a war from these claims."""
    return Dossier(
        claims={each.claim.id: each for each, _ in told},
        origins={each.claim.id: (origin,) for each, origin in told},
        sides=SIDES,
        events=events,
        tolls=tolls,
        **rest,
    )


def toll_of(told: Known, origin: Origin, *, days: tuple[int | None, int | None], **rest: Any) -> Toll:
    """Return the running total that a claim gives, over days of January."""
    start, end = days
    return Toll(
        id=f"toll-{told.claim.id}",
        measure=told.claim.kind,
        claim_ids=(told.claim.id,),
        origin=origin,
        place=told.place,
        start=day(start) if start else None,
        end=day(end) if end else None,
        **rest,
    )


DENIED, UNREALISED = Polarity.DENIED, Polarity.UNREALISED
