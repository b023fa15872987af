"""Where a report that names no country is from: by the parties and speakers whom its claims name."""

from collections import Counter
from collections.abc import Iterable, Sequence

from marsad.model import Claim, Document
from marsad.registry import registry
from marsad.resolve.theatre import Theatre, weighed

FEW = 2  # countries: a party of more tells of no theatre
SLOTS = ("source", "via", "actor", "target")


def steered(theatre: Theatre, document: Document, claims: Sequence[Claim]) -> Theatre:
    """Return the theatre; where it is empty, the countries of whom the claims and the outlet's name stand for.

    A report of the Syrian state's agency need not say "Syria".
    """
    if theatre:
        return theatre
    mentions = (mention for claim in claims for slot in SLOTS if (mention := getattr(claim, slot)) is not None)
    names = [document.outlet, *(mention.name for mention in mentions)]
    return weighed(Counter(country for name in names for country in _countries(name)), document.published)


def _countries(name: str) -> Iterable[str]:
    known = registry()
    for key in known.actors.named(name):
        party = known.actors.party(key)
        if party and len(party.countries) <= FEW:
            yield from party.countries
    for key in known.sources.named(name):
        speaker = known.sources.speaker(key)
        if speaker and speaker.country and speaker.kind not in ("wire", "monitor"):
            yield speaker.country
