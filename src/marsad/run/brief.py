"""The brief as a page: Markdown, or HTML that needs nothing else and is fit for print."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from marsad import __version__
from marsad.derive import wording
from marsad.derive.bounds import UNKNOWN, Bounds
from marsad.derive.brief import Brief, Spot, brief
from marsad.derive.charts import Bar, columns, interval
from marsad.derive.discreet import discreet
from marsad.derive.dossier import Dossier
from marsad.derive.maps import Dot, Frame, Ring, place_map
from marsad.derive.select import Sought
from marsad.lexicon import load
from marsad.model import Cell, Figure, Origin, Precision, phrases

Outlines = Callable[[tuple[float, float, float, float]], Iterable[Ring]]
"""Returns the outlines of countries and regions that touch a box: west, south, east, north in degrees."""


def markdown(dossier: Dossier, sought: Sought | None = None, *, names: bool = False) -> str:
    """Return the brief as Markdown. Without `names`, names that may be persons' are withheld."""
    return _render("brief.md", dossier, sought, names, lambda _box: ())


def page(
    dossier: Dossier, sought: Sought | None = None, *, names: bool = False, outlines: Outlines = lambda _box: ()
) -> str:
    """Return the brief as one page of HTML with its charts in it: no script, nothing from elsewhere."""
    return _render("brief.html", dossier, sought, names, outlines)


def _render(template: str, dossier: Dossier, sought: Sought | None, names: bool, outlines: Outlines) -> str:  # noqa: FBT001 - it is passed on
    shown = dossier if names else discreet(dossier)
    told = brief(shown, sought)
    notes = load("brief/notes.yml")
    return _templates().get_template(template).render(
        brief=told,
        title=title(told),
        lead=list(lead(told)),
        policy=notes["policy"][dossier.policy],
        notes=notes["notes"],
        names=names,
        version=__version__,
        course=Markup(course(told)),  # noqa: S704 - our own drawing, its words escaped
        chart=Markup(chart(told, outlines, notes["borders"])),  # noqa: S704 - the same
        most=_most(told),
        counted=partial(wording.counted, sides=shown.sides),
        parties=partial(wording.parties, sides=shown.sides),
        party=shown.sides.name,
    )


def title(told: Brief) -> str:
    """Return what the page is headed with: the days that it tells of."""
    return f"Reported violence, {phrases.period(told.start, told.end)}" if told.start and told.end else "Reported violence"


def lead(told: Brief) -> Iterable[str]:
    """Yield the first sentences: how much there is, the dead, the gravest event, what changed hands, what is disputed."""
    yield (
        f"{phrases.count(told.documents, 'report').capitalize()} by {phrases.count(told.outlets, 'outlet')} tell of "
        f"{phrases.count(told.count, 'event')}."
    )
    yield from _dead(told)
    if told.handovers:
        changed = dict.fromkeys(change.place.name for change in told.handovers)
        yield f"{phrases.count(len(changed), 'place').capitalize()} changed hands: {', '.join(changed)}."
    if told.disputes:
        yield f"{phrases.count(len(told.disputes), 'thing').capitalize()} {'is' if len(told.disputes) == 1 else 'are'} disputed."
