"""What follows from the claims of one event or total alone: worked out once, so that views need not ask them again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from marsad.derive.dossier import Telling
from marsad.derive.figures import figures, figures_by, toll_figure, unfit
from marsad.derive.shares import shares, whole
from marsad.derive.sides import Sides
from marsad.derive.sources import tellings
from marsad.model import Event, Figure, Known, Policy, Toll

Least = tuple[float | None, Mapping[str, float]]
"""The least that one origin tells: of all parties together (None: of nobody), and of each party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What one event, or one running total, comes to.

    `figures` are by the usual policy; `best` gives, for each other policy, their best figures and the rules by which
    these were chosen. `tellings` say how each named origin tells of it, `least` the least that each of several origins
    tells by itself, by measure; of a lone origin that is what the figures say. `unfit` are the claims whose figures
    count nowhere, with reasons.
    """

    figures: tuple[Figure, ...]
    best: Mapping[str, tuple[tuple[float | None, str], ...]]
    tellings: Mapping[str, Telling]
    least: Mapping[str, Mapping[str, Least]]
    unfit: Mapping[str, str]

    def under(self, policy: Policy) -> tuple[Figure, ...]:
        """Return the figures by a policy."""
        if policy is Policy.CENTRAL:
            return self.figures
        chosen = zip(self.figures, self.best[policy.value], strict=True)
        return tuple(replace(figure, best=best, rule=rule, policy=policy) for figure, (best, rule) in chosen)

    def least_of(self, origin: str, measure: str, party: str | None) -> float | None:
        """Return the least that an origin tells of a measure, of one party or (None) of all together."""
        found = self.least[origin].get(measure) if origin in self.least else least(self.figures).get(measure)
        if found is None:
            return None
        return found[0] if party is None else found[1].get(party)


def work_out(event: Event, claims: Mapping[str, Known], sides: Sides) -> Worked:
    """Return what an event comes to; `claims` holds, by id, at least those of the event."""
    found = figures_by(event, claims, sides)
    several = event.origins if len(event.origins) > 1 else ()
    alone = {origin.id: least(figures(replace(event, origins=(origin,)), claims, sides)) for origin in several}
    return Worked(
        figures=found[Policy.CENTRAL],
        best=_best(found),
        tellings=tellings(event, claims, sides),
        least=alone,
        unfit=unfit(event, claims, sides),
    )


def work_out_toll(toll: Toll, claims: Mapping[str, Known], sides: Sides) -> Worked:
    """Return what a running total comes to: one figure, or none where its words bound nothing."""
    made = {policy: toll_figure(toll, claims, sides, policy) for policy in Policy}
    found = {policy: (figure,) if figure else () for policy, figure in made.items()}
    return Worked(figures=found[Policy.CENTRAL], best=_best(found), tellings={}, least={}, unfit={})


def _best(found: Mapping[Policy, tuple[Figure, ...]]) -> dict[str, tuple[tuple[float | None, str], ...]]:
    return {
        policy.value: tuple((figure.best, figure.rule) for figure in listed)
        for policy, listed in found.items()
        if policy is not Policy.CENTRAL
    }


def least(told: Iterable[Figure]) -> dict[str, Least]:
    """Return the least that figures tell of each measure."""
    listed = tuple(told)
    found: dict[str, Least] = {}
    for measure in dict.fromkeys(figure.measure for figure in listed):
        everybody = whole(listed, measure)
        apart = {
            party: bounds.low
            for party, bounds in shares(listed, measure).items()
            if party is not None and bounds.low is not None
        }
        found[measure] = (everybody and everybody.low, apart)
    return found
