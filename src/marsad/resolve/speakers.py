"""Which speakers the sources and carriers of claims are, with the reason in words."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from marsad.model import Candidate, Claim, Document, Resolution
from marsad.registry import registry
from marsad.resolve.context import Context, known_as
from marsad.resolve.hints import steered
from marsad.resolve.office import described
from marsad.resolve.phrase import parts, scan
from marsad.resolve.theatre import Theatre, theatre_of
from marsad.resolve.voice import NAMED, REGISTERED, Heard, Voice, hear, speaker_finder

SLOTS = ("source", "via")
SCORES = (0.95, 0.85, 0.8, 0.75, 0.6, 0.5)  # by rank: registered, a state's body, a party, described, named, unnamed


def resolve_speakers(document: Document, claims: Iterable[Claim], theatre: Theatre | None = None) -> list[Resolution]:
    """Return who source and carrier of each claim are taken to be, in the order of claims; none for empty slots.

    Agencies, monitors, ministries and outlets are those of `data/sources/`; a party speaks for itself, under its own
    id; a person speaks for the body that the report says. Who is described and not named ("activists", "a military
    source") is "unnamed:<document>:…", somebody within this report alone; who has a name that no registry knows is
    "named:…", the same in every report. `theatre` is worked out from the text where it is not given.
    """
    listed = list(claims)
    told = theatre_of(document) if theatre is None else theatre
    voice = _voice(document, steered(told, document, listed))
    read = cache(lambda name: read_speaker(name, voice))  # a report credits few speakers, over and over
    return [
        _resolution(claim.id, slot, read(mention.name), voice)
        for claim in listed
        for slot in SLOTS
        if (mention := getattr(claim, slot)) is not None
    ]


def find_speaker(name: str, theatre: Theatre, day: date | None = None) -> Resolution:
    """Return who a name alone is taken to be, as `resolve_speakers` does for a name in a claim; the claim is ""."""
    voice = _voice(Document(text=name, id="this-report", published=day), theatre)
    return _resolution("", "source", read_speaker(name, voice), voice)


def read_speaker(name: str, voice: Voice) -> Heard:
    """Return who a printed name is: of "a person, his body" the body, of several joined whoever is known best."""
    if whole := _whole(name, voice):
        return whole
    listed = [hear(part, voice) for part in parts(scan(name, speaker_finder(voice)))]
    if not listed:
        return Heard("", f"“{name}” names nobody", NAMED)
    best = min(listed, key=lambda heard: heard.rank)
    return (described(name.partition(",")[0].strip(), voice) or best) if best.rank == NAMED else best


def _whole(name: str, voice: Voice) -> Heard | None:
    """Return the speaker whose name is all that is printed: only so is "The Independent" a newspaper."""
    shared = voice.context.actors.named(name)
    keys = voice.sources.named(name) if name[:1].isupper() and not shared else ()
    speaker = voice.sources.speaker(keys[0]) if len(keys) == 1 else None
    return (
        Heard(speaker.id, f"{known_as(name, speaker.name)} ({voice.sources.why(speaker.id)})", REGISTERED)
        if speaker
        else None
    )


def _voice(document: Document, theatre: Theatre) -> Voice:
    known = registry()
    return Voice(document, known.sources, Context(known.actors, theatre, document.published))


def _resolution(claim_id: str, slot: str, heard: Heard, voice: Voice) -> Resolution:
    speaker = voice.sources.speaker(heard.speaker)
    name = speaker.name if speaker else heard.speaker
    candidate = Candidate(id=heard.speaker, name=name, score=SCORES[heard.rank], because=heard.because)
    return Resolution(
        claim_id=claim_id,
        slot=slot,
        entities=(heard.speaker,) if heard.speaker else (),
        because=heard.because,
        candidates=(candidate,) if heard.speaker else (),
    )
