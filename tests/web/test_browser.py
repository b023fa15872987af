"""Real work in a real browser, with the real extractor: paste a report, date it, judge, undo, look, export."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from marsad import Document
from marsad.run.ledger import Ledger
from marsad.run.opening import open_ledger
from web.browser import FLAGS, chromium, faults, serving, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]
SEED = (ROOT / "examples" / "maaret-al-numan.txt").read_text("utf-8")
REPORTS = ROOT / "tests" / "gold" / "syria.docs.jsonl"
SCREENS = (
    "/ /documents /add /events /map /timeline /tallies /control /sources /places /parties /pairs /activity /exports "
    "/methodology /settings /search?q=Aleppo /nowhere"
).split()

ACCEPTED = "many => document.querySelectorAll('.card[data-state=accepted]').length === many"


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    path = chromium()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed where there is no browser

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with twelve reports of one war."""
    chromium()
    lines = REPORTS.read_text("utf-8").splitlines()[:12]
    some = tmp_path_factory.mktemp("reports") / "some.jsonl"
    some.write_text("\n".join(lines), "utf-8")
    with open_ledger("memory:", create=True) as ledger:
        ledger.add([some])
        yield ledger


@pytest.fixture(scope="module")
def address(read: Ledger) -> Iterator[str]:
    with serving(read) as start:
        yield start


def at(page: "Page", start: str, path: str) -> None:
    page.goto(start.split("/?", maxsplit=1)[0] + path)
    page.wait_for_load_state("networkidle")


def test_from_a_pasted_report_to_judged_claims(browser: "Browser") -> None:
    with open_ledger("memory:", create=True) as ledger, serving(ledger) as start, watched(browser) as (page, wrong):
        page.goto(start)
        page.get_by_label("Report", exact=True).fill(SEED)
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url("**/documents/*", timeout=60_000)
        many = page.locator(".card").count()
        assert many >= 15
        assert page.locator(".tag", has_text="needs date").count() > 0

        page.get_by_label("Day of publication").fill("2020-01-28")
        page.get_by_role("button", name="Set the day").click()
        page.get_by_text("was set by a person").wait_for(timeout=30_000)
        page.wait_for_load_state("networkidle")
        assert page.locator(".tag", has_text="needs date").count() == 0
        assert page.get_by_text("“Tuesday” is 28 Jan 2020").count() == 1

        page.keyboard.press("a")
        page.keyboard.press("s")
        page.keyboard.press("x")
        page.keyboard.press("1")
        page.locator(".card[data-state=rejected]").wait_for()
        states = [page.locator(f".card[data-state={state}]").count() for state in ("accepted", "deferred", "rejected")]
        assert states == [1, 1, 1]
        assert page.locator(".card.chosen").get_attribute("data-marks") == "4"

        page.keyboard.press("u")
        page.locator(".card[data-state=rejected]").wait_for(state="detached")
        page.keyboard.press("Control+Shift+Z")
        page.locator(".card[data-state=rejected]").wait_for()
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.locator(".card[data-state=rejected]").count() == 1
        page.keyboard.press("u")
        page.locator(".card[data-state=rejected]").wait_for(state="detached")
        assert wrong == []


def test_undo_takes_back_what_is_still_on_its_way(browser: "Browser") -> None:
    report = Document(id="r", text="Rebels killed five soldiers in Harga on Monday.", published=date(2024, 5, 28))
    with open_ledger("memory:", create=True) as ledger, serving(ledger) as start, watched(browser) as (page, wrong):
        ledger.add([report])
        page.goto(start)
        at(page, start, "/documents/r")
        held: list[Route] = []
        page.route("**/decision", lambda route: held.append(route))  # noqa: PLW0108 - its parameters are looked at
        page.keyboard.press("a")
        page.locator(".card[data-state=accepted]").wait_for()
        page.keyboard.press("u")
        page.wait_for_timeout(300)
        assert len(held) == 1
        held[0].continue_()
        page.locator(".card[data-state=accepted]").wait_for(state="detached", timeout=10_000)
        assert wrong == []


def test_a_report_is_taken_out(browser: "Browser") -> None:
    report = Document(id="r", title="Two killed in Harga", text="Two people were killed in Harga on Monday.")
    with open_ledger("memory:", create=True) as ledger, serving(ledger) as start, watched(browser) as (page, wrong):
        ledger.add([report])
        page.goto(start)
        at(page, start, "/documents/r")
        page.get_by_text("Take this report out").click()
        page.get_by_label("Cause").select_option("legal")
        page.get_by_label("Who asked for it").fill("order of a court")
        page.get_by_label("There is no way back").check()
        assert faults(page) == []
        page.get_by_role("button", name="Take it out").click()
        page.get_by_text("What this report said was taken out").wait_for()
        assert "Harga" not in page.content()
        page.keyboard.press("v")
        page.keyboard.press("n")
        assert faults(page) == []
        assert wrong == []


def until_accepted(page: "Page", ledger: Ledger, many: int) -> None:
    """Wait until that many claims are on record as accepted."""
    for _ in range(300):
        if ledger.store.counts().statuses.get("accepted", 0) == many:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{ledger.store.counts().statuses} and not {many} accepted")


def test_a_page_of_claims_is_judged_with_one_key_and_undone_with_another(
    browser: "Browser", address: str, read: Ledger
) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        shown = page.locator(".card").count()
        for _ in range(shown):
            page.keyboard.press("a")
        until_accepted(page, read, shown)
        for left in range(shown - 1, -1, -1):
            page.keyboard.press("u")
            page.wait_for_function(ACCEPTED, arg=left)
        until_accepted(page, read, 0)
        assert wrong == []


def test_leaving_at_once_loses_no_judgement(browser: "Browser", address: str, read: Ledger) -> None:
    with watched(browser) as (page, _):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for _ in range(5):
            page.keyboard.press("a")
        at(page, address, "/documents")
        until_accepted(page, read, 5)
        at(page, address, "/")
        for left in range(4, -1, -1):
            page.keyboard.press("u")
            until_accepted(page, read, left)


def test_clicking_words_chooses_and_never_judges(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        at(page, address, "/documents")
        page.locator(".document-row a").first.click()
        page.locator(".text .badge").nth(1).click()
        chosen = page.locator(".card.chosen")
        assert chosen.get_attribute("data-marks") == page.locator(".text .badge").nth(1).inner_text()
        assert chosen.get_attribute("data-state") == "suggested"
        assert page.locator(".piece.chosen").count() >= 1
        page.keyboard.press("v")
        assert page.locator("body.plain-text").count() == 1
        assert wrong == []


def test_a_claim_is_edited_beside_what_was_read(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        page.locator(".card").first.click()
        page.keyboard.press("e")
        page.wait_for_url("**/claims/*")
        page.get_by_label("To whom", exact=True).fill("two bakers")
        page.get_by_role("button", name="Save").click()
        page.locator("tr.edited", has_text="To whom").wait_for()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("u")
        page.locator("tr.edited", has_text="To whom").wait_for(state="detached")
        assert wrong == []


def test_the_map_shows_events_and_the_brush_narrows_them(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        at(page, address, "/map")
        page.wait_for_selector("body[data-ready=yes]", timeout=20_000)
        assert page.locator("#map canvas").count() >= 1
        before = page.locator("#counts").inner_text()
        high = page.get_by_label("Last day")
        high.focus()
        for _ in range(60):
            page.keyboard.press("PageDown")
        page.wait_for_function("before => document.getElementById('counts').innerText !== before", arg=before)
        assert "date_to=" in page.url
        page.get_by_role("link", name="Timeline").last.click()
        page.wait_for_url("**/timeline?*date_to=*")
        assert wrong == []


def test_the_day_slider_tells_who_held_what(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        at(page, address, "/control")
        slider = page.get_by_label("Day", exact=True)
        slider.focus()
        page.keyboard.press("Home")
        page.wait_for_url("**/control?at=*")
        first = page.locator("[data-day]").inner_text()
        page.keyboard.press("End")
        page.wait_for_function("first => document.querySelector('[data-day]').innerText !== first", arg=first)
        assert wrong == []


def test_an_export_is_saved(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        at(page, address, "/exports")
        with page.expect_download() as saved:
            page.get_by_role("link", name=re.compile("Export")).last.click()
        assert saved.value.suggested_filename == "marsad-events-public.zip"
        assert wrong == []


def test_a_key_shows_the_keys_and_typing_is_no_command(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        page.keyboard.press("?")
        assert page.get_by_role("dialog").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.type("axjus?")
        assert page.locator("#search").input_value() == "axjus?"
        assert page.locator(".card:not([data-state=suggested])").count() == 0
        page.keyboard.press("Escape")
        page.keyboard.press("g")
        page.keyboard.press("t")
        page.wait_for_url("**/timeline")
        assert wrong == []


def test_keys_are_changed_and_clashes_refused(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        at(page, address, "/settings")
        accept = page.locator("input[name='review:accept']")
        accept.fill("x")
        page.get_by_role("button", name="Keep").click()
        assert "would do two things" in page.get_by_role("alert").inner_text()
        accept.fill("q")
        page.get_by_role("button", name="Keep").click()
        at(page, address, "/")
        page.keyboard.press("q")
        page.locator(".card[data-state=accepted]").wait_for()
        page.keyboard.press("u")
        page.locator(".card[data-state=accepted]").wait_for(state="detached")
        assert wrong == []


def select(page: "Page", words: str) -> None:
    """Select words in the text, as a person does with the mouse."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
          throw new Error(`nothing prints ${words}`);
        }""",
        words,
    )


def test_a_claim_is_made_of_selected_words_undone_and_made_by_keys_alone(browser: "Browser") -> None:
    text = "Zürich 😀 wire. Nine nurses were led away from Korvan on Monday, a guard said."
    with open_ledger("memory:", create=True) as ledger, serving(ledger) as start, watched(browser) as (page, wrong):
        ledger.add([Document(id="r", text=text, published=date(2024, 5, 28))])
        page.goto(start)
        at(page, start, "/documents/r")
        before = page.locator(".card").count()
        select(page, "Nine nurses were led away")
        page.keyboard.press("n")
        page.locator("#by-hand").get_by_label("Kind").select_option("detained")
        page.locator("#by-hand").get_by_label("Number", exact=True).fill("9")
        page.locator("#by-hand").get_by_label("To whom").fill("nurses")
        page.get_by_role("button", name="Add the claim").click()
        page.locator(".card", has_text="made by ana").wait_for()
        assert page.locator(".card").count() == before + 1
        [made] = [kept.claim for kept in ledger.claims() if kept.claim.by_hand]
        assert made.evidence[0].quote == "Nine nurses were led away"

        page.wait_for_load_state("networkidle")
        page.keyboard.press("u")
        page.locator(".toast", has_text="Undone").wait_for()
        page.reload()
        assert page.locator(".card").count() == before

        page.wait_for_load_state("networkidle")
        page.keyboard.press("n")
        page.locator("#by-hand[open]").wait_for()
        assert faults(page) == []
        page.keyboard.type("a guard said")
        page.keyboard.press("Tab")
        page.keyboard.type("att")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".card.chosen", has_text="Attack").wait_for()
        assert faults(page) == []
        assert wrong == []


def test_an_event_is_reviewed_and_graded_by_keys(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        at(page, address, "/events")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/events/*")
        for stage in ("in review", "approved", "signed off"):
            page.wait_for_load_state("networkidle")
            page.keyboard.press("a")
            page.locator(".standing .stage", has_text=stage).wait_for()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("e")
        page.locator("#regrade[open]").wait_for()
        assert faults(page) == []
        page.locator("#regrade select").select_option("discounted")
        page.locator("#regrade [name=comment]").fill("the footage is of another war")
        page.keyboard.press("Enter")
        page.locator(".lede q", has_text="another war").wait_for()
        assert faults(page) == []
        page.wait_for_load_state("networkidle")
        page.keyboard.press("u")
        page.locator(".lede q", has_text="another war").wait_for(state="detached")
        page.wait_for_load_state("networkidle")
        page.keyboard.press("r")
        page.locator("#why[open] [name=comment]").fill("a new report")
        page.keyboard.press("Enter")
        page.locator(".standing .stage", has_text="not reviewed").wait_for()
        assert wrong == []


def test_a_field_is_flagged_with_a_word(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        page.locator(".card").first.click()
        page.keyboard.press("e")
        page.wait_for_url("**/claims/*")
        page.get_by_role("button", name="Where looks wrong").click()
        page.locator("#why[open] [name=comment]").fill("another town of that name")
        page.keyboard.press("Enter")
        page.locator(".flags", has_text="another town of that name").wait_for()
        assert faults(page) == []
        page.wait_for_load_state("networkidle")
        page.keyboard.press("u")
        page.locator(".flags", has_text="another town").wait_for(state="detached")
        assert wrong == []


def test_a_filter_is_saved_and_forgotten(browser: "Browser", address: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        at(page, address, "/?status=suggested&kind=killed")
        page.get_by_role("button", name="Save this filter").click()
        page.locator("#why[open] [name=comment]").fill("The dead")
        page.keyboard.press("Enter")
        at(page, address, "/")
        page.locator("#saved a", has_text="The dead").click()
        page.wait_for_url("**/?status=suggested&kind=killed")
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Forget the filter The dead").click()
        page.locator("#saved a").wait_for(state="detached")
        assert wrong == []


def test_what_is_graphic_or_names_somebody_is_covered_until_asked_for(browser: "Browser") -> None:
    text = (
        "At dawn an air strike hit Korvan.\nThe strike killed Umm Khaled, a baker, residents said.\n"
        "Charred bodies lay in the street where 12 people were killed on Monday."
    )
    with open_ledger("memory:", create=True) as ledger, serving(ledger) as start, watched(browser) as (page, wrong):
        ledger.add([Document(id="r", text=text, published=date(2024, 5, 28))])
        page.goto(start)
        at(page, start, "/documents/r")
        passage = page.locator(".text .graphic > p")
        assert passage.evaluate("one => one.inert") is True
        assert "Khaled" not in page.locator("main").inner_text()
        assert faults(page) == []
        page.locator(".text .uncover").click()
        assert passage.evaluate("one => one.inert") is False
        page.reload()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("w")
        assert passage.evaluate("one => one.inert") is False
        page.locator(".notice [data-names]").click()
        page.locator(".text", has_text="Umm Khaled").wait_for()
        assert [said.verdict.value for said in ledger.judgements("r")] == ["reveal"]
        assert wrong == []


@pytest.mark.parametrize("path", [*SCREENS, "document", "claim", "event", "place", "source", "party"])
def test_axe_finds_nothing_in_the_light_or_the_dark(browser: "Browser", address: str, path: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(address)
        if path.startswith("/"):
            at(page, address, path)
        else:
            many = {"party": "parties"}.get(path, f"{path}s")
            at(page, address, "/" if path == "claim" else f"/{many}")
            link = page.locator(f"main a[href^='/{many}/']").first
            at(page, address, str(link.get_attribute("href")))
        assert faults(page) == []
        assert path == "/nowhere" or wrong == []


@pytest.mark.parametrize("path", SCREENS)
def test_screens_fit_a_phone(browser: "Browser", address: str, path: str) -> None:
    with watched(browser, width=390) as (page, _):
        page.goto(address)
        at(page, address, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
