import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.read.markup import count_words, depth, plain, without_images

words = st.lists(st.text("abcdefgh", min_size=1, max_size=8), max_size=30)
tags = st.sampled_from(["<p>", "</p>", "<div class='a > b'>", "</div>", "<br/>", "<b>", "</b>", "<!-- no -->", "<li>"])


@given(words, st.lists(tags, max_size=30))
def test_words_between_tags_are_all_counted_and_kept_in_order(text: list[str], between: list[str]) -> None:
    pieces = [piece for pair in zip(text, between, strict=False) for piece in pair] + text[len(between) :]
    markup = " ".join(pieces)
    assert count_words(markup) == len(text)
    assert plain(markup).split() == text


def test_text_is_shown_as_a_browser_shows_it() -> None:
    markup = "<p>Six&nbsp;were <b>kil</b>led &amp;\n 14 hurt.</p><script>if (a < b) x()</script><ul><li>One<li>Two</ul>"
    assert plain(markup) == "Six were killed & 14 hurt.\nOne\nTwo"


@pytest.mark.parametrize(
    ("markup", "levels"),
    [
        ("no tags", 0),
        ("<p>a<p>b<p>c", 0),
        ("<ul>" + "<li>a<br>" * 50 + "</ul>", 1),
        ("<div><div></div><div></div></div>", 2),
        ("<div>" * 700, 700),
        ("</div>" * 10 + "<div>", 1),
    ],
)
def test_depth_counts_what_is_open_at_once(markup: str, levels: int) -> None:
    assert depth(markup) == levels


def test_embedded_images_do_not_count() -> None:
    assert without_images('<img src="data:image/png;base64,' + "iVBO+/" * 9999 + '=="> six') == '<img src="data:,"> six'


@pytest.mark.parametrize(
    "piece", ["<div>", "<", "<!--", "<script", '<a b="', "<a b='>", "data:a;base64,", "&", "<!", "</", '= "']
)
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    markup = piece * (400_000 // len(piece))
    start = time.process_time()
    depth(markup), count_words(markup), without_images(markup)
    assert time.process_time() - start < 10  # a second or two; were it quadratic, it would be hours
