"""Who really said it: the deepest speaker whom a claim credits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from marsad.merge.lineage import Lineage
from marsad.merge.reprints import Reprints
from marsad.model import Known, Origin, digest


@dataclass(frozen=True, slots=True)
class Origins:
    """Finds the origins of claims, given who is whose and what was copied from whom."""

    lineage: Lineage
    reprints: Reprints

    def of(self, known: Known) -> tuple[Origin, ...]:
        """The origins of one claim: the speakers credited, the nearest to the fact; the outlet where nobody is.

        Who has no name is an origin of its own inside one document, or inside the document that it was copied from. The
        outlet of a copy is that of the document copied.
        """
        for slot, mention in (("source", known.claim.source), ("via", known.claim.via)):
            if found := known.who.get(slot):
                return tuple(self._speaker(each, known) for each in found)
            if mention:
                return (self._unnamed(mention.name, known),)
        return (self._outlet(known),)

    def together(self, claims: Iterable[Known]) -> tuple[Origin, ...]:
        """The origins of several claims, each once with its claims in the given order, sorted by id."""
        found: dict[str, Origin] = {}
        for known in claims:
            for origin in self.of(known):
                before = found.get(origin.id)
                ids = (*before.claim_ids, known.claim.id) if before else (known.claim.id,)
                found[origin.id] = replace(before or origin, claim_ids=ids)
        return tuple(found[each] for each in sorted(found))

    def _speaker(self, speaker: str, known: Known) -> Origin:
        name, aligned = self.lineage.name(speaker), self.lineage.aligned(speaker)
        if self.lineage.has_name(speaker):
            return Origin(id=speaker, name=name, aligned=aligned)
        return replace(self._unnamed(name, known), aligned=aligned)

    def _unnamed(self, name: str, known: Known) -> Origin:
        return Origin(id=digest("o", name.casefold(), self._first(known)), name=name, named=False)

    def _outlet(self, known: Known) -> Origin:
        copy = self.reprints.of(known.claim)
        name = copy.outlet if copy else known.outlet
        if speaker := self.lineage.outlet(name):
            return self._speaker(speaker, known)
        return Origin(id=f"outlet:{name.casefold()}" if name else f"document:{self._first(known)}", name=name)

    def _first(self, known: Known) -> str:
        """The document that printed the claim's words first."""
        copy = self.reprints.of(known.claim)
        return copy.original if copy else known.claim.document_id
