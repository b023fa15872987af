from marsad.lexicon import DATA
from marsad.registry.common import is_common

LISTED = (DATA / "lexicon/en/common_words.txt").read_text("utf-8")


def test_the_list_is_in_the_order_in_which_it_is_searched() -> None:
    words = LISTED.splitlines()
    assert words == sorted(set(words))
    assert LISTED.endswith("\n")


def test_listed_words_are_common_and_no_parts_of_them() -> None:
    words = LISTED.splitlines()
    assert all(is_common(word) for word in (words[0], words[-1], "market", "MARKETS", "Friday", "may"))
    assert not any(
        is_common(word) for word in ("", "Kayseri", "~", "\u00e9", "marke", words[-1] + "z", "market\nplace")
    )
