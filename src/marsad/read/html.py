"""Pages saved by a browser or captured by a crawler: the article, its title, day and outlet."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from htmldate import find_date
from lxml.etree import XPath  # type: ignore[import-untyped]
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from marsad.errors import InputError
from marsad.read.decode import decode
from marsad.read.limits import megabytes
from marsad.read.markup import count_words, depth, plain, without_images
from marsad.read.parts import Article, Job, Part

DEEPEST = 1000  # the parser follows 256 levels, browsers 512; a page of thousands is made to break parsers
KEPT = 0.95  # of a page's words must be in its tree; the rest is room for two ways of reading odd tags
RUNNING = 25  # words; what has fewer may be a menu, a headline or a caption
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_CODE_PAGE = re.compile(
    r"(?:windows-|cp|x-?)?\d{3,4}|iso-?8859-\d+|koi8-[ru]|gb\w+|big5|euc-\w+|shift_jis", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S{1,2000}) -->")
_DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2199-12-31",
}
_PUBLICATION = re.compile("publi|date|issued|created|time", re.IGNORECASE)
_OTHER_TIMES = re.compile("modif|updat|expir|image|video", re.IGNORECASE)
_STATING = XPath(
    "//script[@type='application/ld+json'] | //*[@itemprop='datePublished']"
    " | //time[@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')]"
)


def parts(job: Job) -> Iterator[Part]:
    """Yield the page's one article."""
    yield article(page(job.stream.read(), job.charset), job.limits.markup, job.url)


def page(data: bytes, charset: str = "") -> str:
    """Return a page's text: UTF-8 if it is that, or else what its server or head declares, or a Western code page."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _CHARSET.search(data[:4096])
        declared = charset or (found[1].decode() if found else "")
    try:
        # Anything else that Python knows as an encoding is not what pages are written in.
        return data.decode(declared if _CODE_PAGE.fullmatch(declared) else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data).text


def article(markup: str, limit: int, url: str = "") -> Article:
    """Return the article of a page of at most `limit` characters, images not counted.

    Raise `InputError` for a page without running text, and for one that is nested as no page that people write is.
    """
    markup = without_images(markup).replace("\0", "\ufffd")
    _check(markup, limit)
    tree = load_html(markup)
    url = url or _saved_from(markup)
    found = None if tree is None else _extracted(tree, url)
    if not found or not (text := found.text or "").strip():
        raise InputError("no article was found in this page; save the report's text as .txt.")
    return Article(
        text=text,
        title=found.title or "",
        published=_published(tree, url or found.url),
        outlet=found.sitename or found.hostname or "",
        url=url or found.url or "",
        warnings=tuple(_doubts(markup, tree, text)),
    )


def _extracted(tree: Any, url: str) -> Any:
    return bare_extraction(tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=_DATES)


def _published(tree: Any, url: str | None) -> str:
    """Return the day that the page states as that of its publication; dates that it merely prints are none."""
    page, head, body = (tree.makeelement(name) for name in ("html", "head", "body"))
    head.extend(deepcopy(meta) for meta in tree.iter("meta") if _is_about_publication(meta))
    body.extend(deepcopy(element) for element in _STATING(tree))
    page.extend([head, body])
    return find_date(page, url=url, **_DATES) or ""


def _is_about_publication(meta: Any) -> bool:
    name = " ".join(meta.get(attribute, "") for attribute in ("name", "property", "itemprop"))
    return bool(_PUBLICATION.search(name)) and not _OTHER_TIMES.search(name)


def _check(markup: str, limit: int) -> None:
    if len(markup) > limit:
        raise InputError(f"a page of more than {megabytes(limit)} without its images; save the report's text as .txt.")
    if (levels := depth(markup)) > DEEPEST:
        raise InputError(f"its tags are nested {levels:,} deep, as no report is; save the report's text as .txt.")


def _doubts(markup: str, tree: Any, text: str) -> Iterator[str]:
    words, parsed, taken, running = count_words(markup), _words_of(tree), len(text.split()), _running_words(markup)
    if parsed < words * KEPT:
        yield (
            f"about {1 - parsed / words:.0%} of the page's words were lost, for its tags are nested {depth(markup)} "
            "deep or damaged; compare the text with the page."
        )
    elif taken < running / 2:
        yield (
            f"the article is {taken:,} of some {running:,} words in the page's long paragraphs; "
            "compare the text with the page."
        )
    tail = markup.lower()
    if ("<html" in tail or "<body" in tail) and "</html" not in tail and "</body" not in tail:
        yield "the page has no end and may have been cut short; compare the text with the page."


def _running_words(markup: str) -> int:
    lengths = (len(line.split()) for line in plain(markup).split("\n"))
    return sum(length for length in lengths if length >= RUNNING)


def _words_of(tree: Any) -> int:
    silent = {"script", "style", "template"}
    return sum(
        len((element.text or "").split() if element.tag not in silent else ()) + len((element.tail or "").split())
        for element in tree.iter()
        if isinstance(element.tag, str)
    )


def _saved_from(markup: str) -> str:
    found = _SAVED_FROM.search(markup[:4096])
    return found[1] if found else ""
