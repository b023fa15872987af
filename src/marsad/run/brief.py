"""The brief as a page: Markdown, or HTML that needs nothing else and is fit for print."""

from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from marsad import __version__
from marsad.derive import lead, wording
from marsad.derive.bounds import Bounds
from marsad.derive.brief import Brief, brief
from marsad.derive.charts import interval
from marsad.derive.discreet import discreet
from marsad.derive.dossier import Dossier
from marsad.derive.lead import Outlines
from marsad.derive.select import Sought
from marsad.lexicon import load
from marsad.model import Figure, phrases

FORMS = {"md": "brief.md", "html": "brief.html"}


def render(
    dossier: Dossier,
    form: str,
    sought: Sought | None = None,
    *,
    names: bool = False,
    outlines: Outlines = lambda _places, _box: (),
) -> str:
    """Return the brief in a form of `FORMS`: HTML has its charts in it, no script, and nothing from elsewhere.

    Without `names`, names that may be persons' are withheld. `outlines` gives the map its countries.
    """
    shown = dossier if names else discreet(dossier)
    told = brief(shown, sought)
    notes = load("brief/notes.yml")
    return (
        _templates()
        .get_template(FORMS[form])
        .render(
            brief=told,
            title=lead.title(told),
            sentences=list(lead.sentences(told, shown.sides)),
            course=Markup(lead.course(told)),  # noqa: S704 - our own drawing, its words escaped
            chart=Markup(lead.chart(told, outlines, notes["borders"])),  # noqa: S704 - the same
            bar=partial(_bar, most=_most(told)),
            counted=partial(wording.counted, sides=shown.sides),
            parties=partial(wording.parties, sides=shown.sides),
            against=partial(wording.against, sides=shown.sides),
            party=shown.sides.name,
            holder=partial(wording.held, sides=shown.sides),
            notes=[notes["policy"][dossier.policy], *notes["notes"]],
            names=names,
            version=__version__,
        )
    )


def _most(told: Brief) -> float:
    """Return the greatest figure of dead or injured, to which the bars of events are drawn."""
    figures = [figure for each in told.events for figure in each.figures if figure.measure in ("killed", "injured")]
    return max((value for figure in figures for value in Bounds.of(figure) if value is not None), default=0.0)


def _bar(figure: Figure, most: float) -> Markup:
    return Markup(interval(Bounds.of(figure), most))  # noqa: S704 - our own drawing


@cache
def _templates() -> Environment:
    """Return the templates: everything is escaped in HTML, and in Markdown what would be markup."""
    folder = files("marsad") / "data" / "brief"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": phrases.day,
        "md": _escaped,
        "first_upper": _first_upper,
    }
    environment.globals |= {"wording": wording, "count": phrases.count}
    return environment


def _escaped(text: str) -> str:
    """Return text in which Markdown finds no markup."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]<>#|!" else letter for letter in phrases.plain(text))


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
