"""Reports, claims and judgements, made by hand, for tests of stores."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from marsad import Claim, Document, Evidence, Mention, When
from marsad.model import Basis, Candidate, Judgement, Place, Resolution, Snapshot, Span, Verdict
from marsad.store import Batch, Derivation, Derived, Reading, Store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ORIGIN = "fake/1"

ALEPPO = "Two barrel bombs hit a market in Aleppo on Friday. The Observatory said 12 people were killed."
HOMS = "Rebels took a village near Homs. The army said that ten fighters died; the rebels deny it."
ARABIC = "قصف الجيش مدينة حلب يوم الجمعة. Café in Âlayn."

WORDS = {
    ALEPPO: ["Two barrel bombs hit a market", "12 people were killed"],
    HOMS: ["Rebels took a village", "ten fighters died"],
}
KINDS = ["attack", "killed", "control", "killed"]


def document(text: str = ALEPPO, name: str = "report-1", published: date | None = date(2020, 1, 28)) -> Document:
    return Document(
        text=text, id=name, title=f"Title of {name}", published=published, outlet="Daily", locator=f"{name}.txt"
    )


def claim(of: Document, quote: str, kind: str = "killed", start: date | None = None, origin: str = ORIGIN) -> Claim:
    at = of.text.index(quote)
    span = Span(at, at + len(quote))
    return Claim(
        document_id=of.id,
        kind=kind,
        evidence=(Evidence(span, quote),),
        place=Mention("Aleppo", span, "Aleppo"),
        when=When(span, "on Friday", start, start, Basis.STATED) if start else None,
        origin=origin,
    )


def reading(text: str = ALEPPO, name: str = "report-1", raw: bytes | None = None, origin: str = ORIGIN) -> Reading:
    """A report with a claim for each of its sentences, each a day later than the one before."""
    of = document(text, name)
    data = text.encode() if raw is None else raw
    claims = [
        claim(of, quote, kind, date(2020, 1, 24) + timedelta(days=number), origin)
        for number, (quote, kind) in enumerate(zip(WORDS.get(text, []), KINDS, strict=False))
    ]
    return Reading(document=of, snapshot=snapshot(data), raw=data, origin=origin, claims=tuple(claims))


def snapshot(data: bytes, reader: str = "text/1") -> Snapshot:
    return Snapshot(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/plain",
        locator="reports/one.txt",
        retrieved=NOON,
        reader=reader,
        warnings=("assumed Windows-1252",),
    )


def batch(*readings: Reading, judgements: Sequence[Judgement] = (), minutes: int = 0) -> Batch:
    return Batch(at=NOON + timedelta(minutes=minutes), note="a test", readings=readings, judgements=tuple(judgements))


def judgement(subject: str, verdict: Verdict, minutes: int = 0, **details: str) -> Judgement:
    at = NOON + timedelta(minutes=minutes)
    return replace(Judgement(subject=subject, verdict=verdict, by="ana", at=at), **details)  # type: ignore[arg-type]


def place(number: int = 1, latitude: float | None = 36.2, longitude: float | None = 37.16) -> Place:
    return Place(
        id=f"place:{number}",
        name="Aleppo",
        kind="town",
        country="SY",
        latitude=latitude,
        longitude=longitude,
        parents=("region:aleppo", "country:SY"),
    )


def resolutions(of: Claim, where: Place | None = None, actor: str = "party:army") -> list[Resolution]:
    return [
        Resolution(claim_id=of.id, slot="actor", entities=(actor,), because="its name"),
        Resolution(
            claim_id=of.id,
            slot="place",
            entities=((where or place()).id,),
            because="the only one of that name",
            place=where or place(),
            candidates=(Candidate(id="place:1", name="Aleppo", score=0.9, because="its name"),),
        ),
    ]


def event(
    name: str, claims: Sequence[Claim] = (), start: date | None = date(2020, 1, 24), **columns: object
) -> Derived:
    made = Derived(
        sort="event",
        id=name,
        kind="violence",
        title="Barrel bombs on Aleppo",
        start=start,
        end=start,
        latitude=36.2,
        longitude=37.16,
        grade="weak",
        places=("place:1", "region:aleppo"),
        parties=("party:army",),
        claims=tuple(each.id for each in claims),
        body={"why": ["same day", 1, None], "figures": {"killed": 12}},
    )
    return replace(made, **columns)  # type: ignore[arg-type]


def filled(store: Store) -> Store:
    """Add two reports with two claims each."""
    store.add(batch(reading(ALEPPO, "report-1"), reading(HOMS, "report-2")))
    return store


def everything(store: Store) -> None:
    """Add some of all that a store holds."""
    filled(store)
    first = store.claims().items[0].claim
    store.add(batch(judgements=[judgement(first.id, Verdict.REJECT), judgement("report-2", Verdict.DEFER)], minutes=1))
    store.add(Batch(at=NOON, readings=(replace(reading(ARABIC, "report-3"), revises="report-2"),)))
    store.replace_derived(Derivation(stamp={"n": "1"}, resolutions=resolutions(first), records=[event("e-1", [first])]))
