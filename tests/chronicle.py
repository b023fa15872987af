"""A ledger of a made-up war, whose reports are written so that a pattern reads them: for tests of what is derived.

A report is lines such as "killed 12 north-army in Harga on 2020-01-09, said sohr" or "gained by north in Bir on ...".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from marsad.model import Claim, Document, Evidence, Hedge, Mention, Place, Quantity, Resolution, Span, When
from marsad.model.when import Basis
from marsad.run.ledger import Ledger
from marsad.store import Store, open_store

LINE = re.compile(
    r"(?P<what>killed|injured|gained|held|contested) (?:(?P<number>\d+) (?P<target>\S+)|by (?P<actor>\S+)) "
    r"in (?P<place>\w+) on (?P<day>\S+?)(?P<total> in all)?, said (?P<source>[\w -]+)\."
)
PLACES = {
    "Harga": Place(
        id="p:harga", name="Harga", kind="town", country="SY", latitude=35.5, longitude=36.5, parents=("p:v",)
    ),
    "Bir": Place(id="p:bir", name="Bir", kind="village", country="SY", latitude=34.1, longitude=38.2, parents=("p:v",)),
}
PEOPLE = {"people": (), "civilians": ("civilians",), "soldiers": ("syria-army",), "rebels": ("syrian-opposition",)}
SPEAKERS = {"sohr": ("sohr",), "sana": ("sana",)}
ACTORS = {"soldiers": ("syria-army",), "rebels": ("syrian-opposition",)}


def ledger(*reports: tuple[str, str], store: Store | None = None) -> Ledger:
    """Return a ledger of reports, each the day of its publication and its text."""
    made = Ledger(store or open_store("memory:"), extract=extract, resolve=resolve, origin="pattern/1")
    made.add([report(published, text) for published, text in reports])
    return made


def report(published: str, text: str) -> Document:
    """Return a report published on a day ("" for none)."""
    day = date.fromisoformat(published) if published else None
    return Document(text=text, locator=f"{published} {text[:40]}", published=day, outlet="Gazette")


def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    """Find a claim in each line."""
    for document in documents:
        yield document, [_claim(document, found) for found in LINE.finditer(document.text)]


def resolve(_document: Document, claims: Sequence[Claim]) -> Iterator[Resolution]:
    """Take names for what they are."""
    for claim in claims:
        for slot, known in (("target", PEOPLE), ("actor", ACTORS), ("source", SPEAKERS)):
            mention = getattr(claim, slot)
            if mention and known.get(mention.name):
                yield Resolution(claim_id=claim.id, slot=slot, entities=known[mention.name])
        if claim.place:
            place = PLACES[claim.place.name]
            yield Resolution(claim_id=claim.id, slot="place", entities=(place.id,), place=place)


def _claim(document: Document, found: re.Match[str]) -> Claim:
    day = date.fromisoformat(found["day"])
    control = found["what"] in ("gained", "held", "contested")
    return Claim(
        document_id=document.id,
        kind="control" if control else found["what"],
        change=found["what"] if control else None,
        evidence=(Evidence(Span(*found.span()), found.group()),),
        source=_mention(found, "source"),
        actor=_mention(found, "actor"),
        target=_mention(found, "target"),
        place=_mention(found, "place"),
        when=When(Span(*found.span("day")), found["day"], day, day, Basis.STATED),
        quantity=_quantity(found),
        cumulative=bool(found["total"]),
        origin="pattern/1",
    )


def _mention(found: re.Match[str], name: str) -> Mention | None:
    return Mention(found[name], Span(*found.span(name)), found[name]) if found[name] else None


def _quantity(found: re.Match[str]) -> Quantity | None:
    if not found["number"]:
        return None
    return Quantity(Span(*found.span("number")), found["number"], Hedge.EXACT, float(found["number"]))
