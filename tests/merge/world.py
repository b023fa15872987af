"""A small world to make claims of: places, parties, speakers, and reports that a test can spell out in a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from marsad.merge import Lineage, Merged, Merger
from marsad.model import (
    Basis,
    Claim,
    Evidence,
    Hedge,
    Known,
    Mention,
    Party,
    Place,
    Polarity,
    Precision,
    Quantity,
    Span,
    Speaker,
    When,
)

law = settings(max_examples=50, deadline=None)  # a law holds on slow machines too

PARTIES = {
    party.id: party
    for party in (
        Party(id="crown", name="The Crown", kind="state", side="government"),
        Party(id="crown-air", name="The Crown's air force", kind="army", parent="crown"),
        Party(id="league", name="The League", kind="armed-group", side="league"),
        Party(id="guard", name="The Guard", kind="armed-group", side="opposition"),
        Party(id="civilians", name="civilians", kind="civilians"),
    )
}
SPEAKERS = {
    speaker.id: speaker
    for speaker in (
        Speaker(id="watch", name="The Watch", kind="monitor"),
        Speaker(id="crown-news", name="Crown News", kind="state media", aligned="crown"),
        Speaker(id="unnamed:a:medics", name="medics", kind="unnamed"),
        Speaker(id="unnamed:b:medics", name="medics", kind="unnamed"),
    )
}


def side(party: str, country: str, day: date) -> str | None:
    """The side of a party in the one country's war; the Guard has been with the Crown from 2021 on."""
    above = PARTIES.get(party)
    if party == "guard" and day >= date(2021, 1, 1):
        return "government"
    return (above.side or (above.parent and side(above.parent, country, day))) if above and country == "NL" else None


LINEAGE = Lineage(PARTIES.get, SPEAKERS.get, {"crown news": "crown-news"}.get, side)

NORTH = Place(
    id="p:north",
    name="North",
    kind="region",
    country="NL",
    latitude=10.0,
    longitude=10.0,
    radius_km=80,
    precision=Precision.REGION,
)


def town(name: str, north: float, east: float, radius: float = 2.0) -> Place:
    """A town so many degrees from the middle of the region North."""
    return Place(
        id=f"p:{name}",
        name=name,
        kind="town",
        country="NL",
        latitude=10 + north,
        longitude=10 + east,
        radius_km=radius,
        parents=(NORTH.id, "p:country"),
    )


ALMA, BREL, CORM = town("Alma", 0, 0), town("Brel", 0, 0.5), town("Corm", 0.05, 0)
PLACES = {place.name: place for place in (NORTH, ALMA, BREL, CORM)}
DAY = date(2020, 5, 5)


@dataclass(frozen=True)
class Said:
    """One claim, in a line: kind, place, day and figure first."""

    kind: str = "killed"
    place: str | None = "Alma"
    day: int | None = 0
    number: float | None = None
    days: int = 0
    hedge: Hedge = Hedge.EXACT
    actor: str | None = None
    target: str | None = None
    method: str | None = None
    change: str | None = None
    source: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    cumulative: bool = False
    another: bool = False
    part_of: int | None = None
    same_sentence: bool = False


def report(document: str, *claims: Said, published: date = DAY, outlet: str = "") -> list[Known]:
    """The claims of one report, each in a sentence of its own unless it says otherwise."""
    made: list[Known] = []
    at = 0
    for said in claims:
        at += 10 if said.same_sentence else 200
        known = _known(document, said, at)
        if said.part_of is not None:
            known = replace(known, claim=replace(known.claim, subset=True, parent=made[said.part_of].claim.id))
        made.append(replace(known, published=published, outlet=outlet))
    return made


def _known(document: str, said: Said, at: int) -> Known:
    words = f"{said.kind} {said.number} {said.place} {said.method}"
    claim = Claim(
        document_id=document,
        kind=said.kind,
        evidence=(Evidence(Span(at, at + 90), words),),
        polarity=said.polarity,
        source=Mention(said.source) if said.source else None,
        place=Mention(said.place) if said.place else None,
        when=None if said.day is None else _when(said, at),
        quantity=None if said.number is None else Quantity(Span(at, at + 2), "n", said.hedge, said.number),
        cumulative=said.cumulative,
        another=said.another,
        method=said.method,
        change=said.change,
    )
    slots = {"actor": said.actor, "target": said.target, "source": said.source}
    who = {slot: (name,) for slot, name in slots.items() if name in PARTIES or name in SPEAKERS}
    return Known(claim=claim, place=PLACES.get(said.place or ""), who=dict(who))


def _when(said: Said, at: int) -> When:
    start = DAY.toordinal() + (said.day or 0)
    end = start + said.days
    return When(Span(at, at + 1), "then", date.fromordinal(start), date.fromordinal(end), Basis.STATED)


def merged(*reports: Sequence[Known]) -> Merged:
    """What the reports come to."""
    return merger(*reports).merged()


def merger(*reports: Sequence[Known]) -> Merger:
    """A merger to which the reports were added."""
    made = Merger(LINEAGE)
    made.add(known for report in reports for known in report)
    return made


sayings = st.builds(
    Said,
    kind=st.sampled_from(["killed", "injured", "attack", "control"]),
    place=st.sampled_from(["Alma", "Brel", "Corm", "North", "Nowhere Hamlet", None]),
    day=st.none() | st.integers(0, 3),
    number=st.none() | st.sampled_from([1.0, 5.0, 12.0, 40.0]),
    days=st.sampled_from([0, 0, 0, 2, 40]),
    actor=st.sampled_from([None, "crown", "crown-air", "league"]),
    target=st.sampled_from([None, "civilians", "guard"]),
    method=st.sampled_from([None, "airstrike", "car_bomb", "clash"]),
    source=st.sampled_from([None, "watch", "crown-news", "locals"]),
    polarity=st.sampled_from([Polarity.ASSERTED, Polarity.ASSERTED, Polarity.ASSERTED, Polarity.DENIED]),
    cumulative=st.sampled_from([False, False, False, True]),
    change=st.sampled_from([None, "gained", "held"]),
)


@st.composite
def archives(draw: st.DrawFn) -> list[list[Known]]:
    """Some reports on a few days in a few towns."""
    contents = draw(st.lists(st.lists(sayings, min_size=1, max_size=4), min_size=1, max_size=6))
    days = [draw(st.integers(0, 3)) for _ in contents]
    return [
        report(f"d{number}", *said, published=date.fromordinal(DAY.toordinal() + day), outlet=f"o{number % 3}")
        for number, (said, day) in enumerate(zip(contents, days, strict=True))
    ]
