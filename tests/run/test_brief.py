"""The brief: a page for people, from which nothing leads elsewhere and no person's name comes out."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from marsad.derive.discreet import UNREGISTERED, WITHHELD
from marsad.derive.dossier import Dossier
from marsad.derive.grade import graded
from marsad.derive.maps import Outline
from marsad.derive.select import Sought
from marsad.model import Known, Origin
from marsad.run.brief import render
from warring import (
    ACTIVISTS,
    AGENCY,
    MONITOR,
    RADIO,
    SIDES,
    TOWN,
    VILLAGE,
    WATCH,
    day,
    dossier_of,
    event_of,
    known,
    toll_of,
)

PERSON = Origin(id="o-9", name="Anna Karr", named=False)
Told = list[tuple[Known, Origin]]


def war() -> Dossier:
    bomb: Told = [
        (known("a", amount="48", target=("civilians",)), MONITOR),
        (known("b", amount="22", target=("civilians",)), AGENCY),
        (known("i", "injured", "dozens"), PERSON),
    ]
    clash: Told = [(known("c", amount=">=30", target=("north-army",), place=VILLAGE), RADIO)]
    control: Told = [
        (known("g", "control", change="gained", actor=("north",), days=(10, 10), place=VILLAGE), MONITOR),
        (known("h", "control", change="gained", actor=("north",), days=(10, 10), place=VILLAGE), ACTIVISTS),
        (known("r", "control", change="contested", actor=("rebels",), days=(11, 11), place=VILLAGE), RADIO),
    ]
    totals: Told = [(known("t", amount="380000", cumulative=True), WATCH)]
    toll = toll_of(*totals[0], days=(None, 12))
    dossier = dossier_of(
        event_of(*bomb, name="e-1", methods=("car_bomb",)),
        event_of(*clash, name="e-2", place=VILLAGE, days=(10, 10), methods=("clash",)),
        event_of((known("x", amount="2", target=("named:john-doe",)), PERSON), name="e-3", days=(11, 11)),
        told=[*bomb, *clash, *control, *totals, (known("x", amount="2", target=("named:john-doe",)), PERSON)],
        tolls=(toll,),
    )
    return replace(dossier, events=tuple(graded(event, dossier.claims, SIDES) for event in dossier.events))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {form: render(war(), form) for form in ("md", "html")}


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize(
    "words",
    [
        "Reported violence, 9–11 Jan 2020",
        "Gravest: Fighting, Bir: ≥ 30 killed (Government of Northland), 10 Jan 2020.",
        "Said to have changed hands: Bir.",
        "What happened",
        "22 (22–48) killed (Civilians)",
        "30 killed (Government of Northland)",
        "Running totals, as told",
        "380,000 killed",
        "Who holds what",
        "contested between Government of Northland and Southern Front",
        "What is disputed",
        "Car bomb, Harga, 9 Jan 2020: 22 (22–48) killed (Civilians), by 2 origins.",
        "Who says so",
        "Counts of reported deaths are not counts of deaths.",
        "Best figures: the median",
    ],
)
def test_the_page_says(pages: dict[str, str], form: str, words: str) -> None:
    assert words in pages[form].replace("\\", "")


@pytest.mark.parametrize("form", ["md", "html"])
def test_names_that_may_be_persons_are_withheld(pages: dict[str, str], form: str) -> None:
    assert "Anna" not in pages[form]
    assert "john" not in pages[form].lower()
    assert WITHHELD.split(" (", maxsplit=1)[0] in pages[form]
    assert UNREGISTERED in pages[form]
    assert "Anna Karr" in render(war(), form, names=True)


def test_a_total_of_the_war_is_in_no_sum(pages: dict[str, str]) -> None:
    sums = pages["md"].split("## How many")[1].split("## ")[0]
    assert "380,000" not in sums


LEADING = ("href", "src", "action", "style", "xlink:href")


class Page(HTMLParser):
    """What a page is made of, and whether its elements close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "style", "xlink:href")
        ]
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def test_the_page_is_whole_and_leads_nowhere(pages: dict[str, str]) -> None:
    page = Page(pages["html"])
    assert page.addresses == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert page.tags.count("svg") >= 4
    assert not re.search(r"https?:|url\(|@import", pages["html"])
    assert "default-src 'none'" in pages["html"]


def test_what_reports_print_is_text_and_no_markup() -> None:
    nasty = "<script>alert(1)</script>|[x](y)"
    told: Told = [(known("a", amount="3", place=replace(TOWN, name=nasty)), Origin(id="n", name=nasty))]
    dossier = dossier_of(event_of(*told, place=replace(TOWN, name=nasty)), told=told)
    html, md = render(dossier, "html", names=True), render(dossier, "md", names=True)
    assert "<script>" not in html
    assert "<script>" not in md.replace("\\<", "")
    assert "|[x](y)" not in md.replace("\\|", "")


def test_the_map_has_the_outlines_that_it_is_given() -> None:
    asked: list[tuple[float, ...]] = []

    def outlines(places: object, box: tuple[float, float, float, float]) -> list[Outline]:
        asked.append(box)
        return [Outline("land", [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)])]

    page = render(war(), "html", outlines=outlines)
    assert '<path class="land"' in page
    assert "Natural Earth" in page
    ((west, south, east, north),) = asked
    assert west < 2.0 < east
    assert south < 1.0 < north


def test_a_brief_of_a_window_tells_of_that_window_only() -> None:
    page = render(war(), "md", Sought(start=day(10), end=day(10)))
    assert "Fighting, Bir" in page
    assert "Car bomb" not in page


def test_a_brief_of_nothing_is_a_page_too() -> None:
    empty = dossier_of(told=[])
    for form in ("md", "html"):
        page = render(empty, form)
        assert "No reports tell of no events." in page
    Page(render(empty, "html"))


def test_what_was_known_is_dated() -> None:
    assert "As it was known on 10 Jan 2020." in render(replace(war(), as_of=day(10)), "md")
