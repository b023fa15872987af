import quopri
from datetime import UTC, date, datetime

import pytest

import samples
from read.conftest import Batch

UNDATED = samples.PAGE.replace('content="2020-01-28T23:30:00+02:00"', 'content=""')


def test_a_saved_page_gives_its_article_title_day_outlet_and_address(batch: Batch) -> None:
    found = batch.one("page.bin", samples.PAGE)
    document, snapshot = found.document, found.snapshot
    assert document.text == samples.REPORT
    assert (document.title, document.outlet) == ("Shelling kills six in Harga", "The Herald")
    assert document.published == date(2020, 1, 28)  # the day that the page prints, whatever day it was in UTC
    assert document.locator == "https://herald.example/world/harga-shelling"
    assert (snapshot.media_type, snapshot.warnings, batch.told) == ("text/html", (), [])
    assert found.raw == samples.PAGE.encode()


@pytest.mark.parametrize(
    "printed",
    [
        "<p>Updated 2018-03-02T10:00:00Z</p>",
        "<time datetime='2018-03-02'>An older report</time>",
        "<script>var built = '2018-03-02';</script>",
        "<h1>Attack of 2018-03-02</h1>",
        "<meta property='article:modified_time' content='2018-03-02'>",
        "<meta property='og:image' content='https://herald.example/2018/03/02/a.jpg'>",
    ],
)
def test_a_date_that_a_page_merely_prints_is_no_day_of_publication(batch: Batch, printed: str) -> None:
    page = UNDATED.replace("</article>", f"{printed}</article>")
    assert batch.one("a.html", page).document.published is None
    assert batch.one("a.html", page, date(2020, 1, 28)).document.published == date(2020, 1, 28)


@pytest.mark.parametrize(
    "stated",
    [
        "<meta itemprop='datePublished' content='2020-01-28'>",
        "<meta name='dc.date.issued' content='2020-01-28'>",
        "<time class='entry-date' datetime='2020-01-28T23:30:00+02:00'>Tuesday</time>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-28"}</script>',
    ],
)
def test_the_day_is_where_pages_state_it(batch: Batch, stated: str) -> None:
    page = UNDATED.replace("<article>", f"<article>{stated}")
    assert batch.one("a.html", page).document.published == date(2020, 1, 28)


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1256", "windows-1256"), ("utf-16", "utf-16"), ("utf-8", "latin-1"), ("cp1252", "")]
)
def test_pages_are_read_in_their_encoding(batch: Batch, encoding: str, declared: str) -> None:
    quarter = "Six people were killed in the “old quarter” of the town on Tuesday, the mayor said to reporters."
    page = samples.PAGE.replace(samples.LEAD, quarter).replace(
        'charset="utf-8"', f'charset="{declared}"' if declared else ""
    )
    document = batch.one("a.html", page.encode(encoding)).document
    assert document.text.startswith(quarter)


def test_text_lost_to_nesting_is_said(batch: Batch) -> None:
    lost = "<p>" + "Many more words that stand too deep to be found. " * 20 + "</p>"
    page = samples.PAGE.replace("</body>", "<div>" * 400 + lost + "</div>" * 400 + "</body>")
    found = batch.one("a.html", page)
    assert samples.LEAD in found.document.text
    [warning] = found.snapshot.warnings
    assert "of the page's words were lost, for its tags are nested 40" in warning
    assert warning.endswith("compare the text with the page.")
    assert batch.told == [f"a.html: {warning}"]
    assert batch.complaints.refused == 0


def test_paragraphs_left_out_of_the_article_are_said(batch: Batch) -> None:
    aside = f"<aside class='comments'>{f'<p>{samples.LEAD} {samples.DENIAL}</p>' * 8}</aside>"
    found = batch.one("a.html", samples.PAGE.replace(f"<p>{samples.DENIAL}", f"{aside}<p>{samples.DENIAL}"))
    [warning] = found.snapshot.warnings
    assert "words in the page's long paragraphs; compare the text with the page." in warning


def test_a_page_cut_short_is_said(batch: Batch) -> None:
    found = batch.one("a.html", samples.PAGE.partition("</article>")[0])
    assert samples.SCHOOL in found.document.text
    assert found.snapshot.warnings == (
        "the page has no end and may have been cut short; compare the text with the page.",
    )


def test_a_page_with_embedded_images_is_as_large_as_its_text(batch: Batch) -> None:
    image = "<img src='data:image/png;base64," + "iVBORw0KGgo" * 600_000 + "'>"
    found = batch.one("a.html", samples.PAGE.replace("<article>", f"<article>{image}"))
    assert found.document.text == samples.REPORT
    assert found.snapshot.size > 6_000_000


@pytest.mark.parametrize("page", ["<html><head><title>Log in</title></head><body></body></html>", "<html></html>"])
def test_a_page_without_an_article_is_refused(batch: Batch, page: str) -> None:
    assert batch.read(batch.put("a.html", page)) == []
    assert batch.told == ["a.html: no article was found in this page; save the report's text as .txt."]


def test_what_a_browser_saves_beside_a_page_is_passed_over(batch: Batch) -> None:
    batch.put("Harga.html", samples.PAGE)
    batch.put("Harga_files/ad.html", "<html><body>Buy</body></html>")
    batch.put("style.css", "p { color: red }")
    assert len(batch.read()) == 1
    assert batch.told == []


def test_a_page_saved_as_one_file_is_read_like_any_other(batch: Batch) -> None:
    page = quopri.encodestring(samples.PAGE.encode()).decode()
    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://herald.example/harga\nSubject: Harga\n"
    kind = 'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="b"\n\n\n'
    part = "--b\nContent-Type: {}\nContent-Transfer-Encoding: {}\n\n{}\n"
    parts = part.format("text/html", "quoted-printable", page) + part.format("text/css", "8bit", "p {}") + "--b--\n"
    document = batch.one("a.mhtml", head + kind + parts).document
    assert (document.text, document.published) == (samples.REPORT, date(2020, 1, 28))
    assert document.locator == "https://herald.example/harga"


def test_a_message_gives_body_subject_day_and_sender(batch: Batch) -> None:
    document = batch.one("a", samples.mail(samples.REPORT)).document
    assert document.text == samples.REPORT + "\n"
    assert (document.title, document.outlet) == ("Six killed in Harga", "Herald Wire")
    assert document.published == date(2020, 1, 28)


def test_a_message_that_is_a_page_gives_its_article(batch: Batch) -> None:
    document = batch.one("a", samples.mail(samples.PAGE, "html")).document
    assert (document.text, document.title) == (samples.REPORT, "Six killed in Harga")


def test_attachments_are_told_of(batch: Batch) -> None:
    part = "\r\n--b\r\nContent-Type: {}\r\n\r\n{}"
    data = "From: a@b.example\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + (
        part.format("text/plain", "Six died.") + part.format('application/pdf; name="sitrep.pdf"', "x") + "\r\n--b--"
    )
    found = batch.one("a", data)
    assert found.document.text.strip() == "Six died."
    assert found.snapshot.warnings == ("attachments are not read (sitrep.pdf); save them and read them as files.",)


def test_a_pdf_gives_its_text_page_by_page(batch: Batch) -> None:
    found = batch.one("a", samples.pdf(samples.LEAD, "Page two.", title="Update"))
    assert found.document.text == f"{samples.LEAD}\n\nPage two."
    assert (found.document.title, found.document.published) == ("Update", None)
    assert found.snapshot.reader.startswith("pdf/1+pypdf/")


def test_a_page_of_a_pdf_without_text_is_told_of(batch: Batch) -> None:
    found = batch.one("a", samples.pdf(samples.LEAD, ""))
    assert found.snapshot.warnings == ("1 of 2 pages hold no text (2); they may be pictures of text.",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (samples.pdf("", ""), "it holds pictures of pages and no text; run it through text recognition (OCR) first."),
        (samples.pdf("x")[:300], "it is damaged"),
        (b"%PDF-1.7", "it is damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused(batch: Batch, data: bytes, reason: str) -> None:
    assert batch.read(batch.put("a.pdf", data)) == []
    assert batch.told[0].startswith(f"a.pdf: {reason}")


def test_files_on_disk_are_retrieved_when_they_are_read(batch: Batch) -> None:
    assert batch.one("a.txt", "Six died.").snapshot.retrieved == datetime(2020, 2, 1, 12, tzinfo=UTC)
