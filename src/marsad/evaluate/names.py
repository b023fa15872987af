"""Whether two names mean the same party, person or place, as the codebook's scoring sees it."""

import re
import unicodedata
from functools import cache

from marsad import lexicon

DATA = "evaluation.yml"


@cache
def same_name(first: str | None, second: str | None) -> bool:
    """Whether two names share their telling words, or one is the other's initials; nothing equals only nothing."""
    if not first or not second:
        return not first and not second
    one, other = words(first), words(second)
    if _is_initials(first, other) or _is_initials(second, one):
        return True
    if not one or not other:
        return first.strip().lower() == second.strip().lower()
    shared = sum(any(_same_word(word, candidate) for candidate in other) for word in one)
    return shared >= 0.99 * min(len(one), len(other)) or shared >= 0.5 * len(one | other)


@cache
def words(name: str) -> frozenset[str]:
    """Return the telling words of `name`: without accents, one word for bodies known by several, no articles."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    for pattern, one in _bodies():
        plain = pattern.sub(one, plain)
    return frozenset(re.findall(r"[a-z0-9]+", plain.replace("'", ""))) - _ignored()


def _is_initials(name: str, others: frozenset[str]) -> bool:
    """Whether the capitals that begin the words of `name` are one of `others`."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper())
    return len(initials) > 1 and initials.lower() in others


def _same_word(one: str, other: str) -> bool:
    """Whether two words are equal, or long words with one beginning and about one length (Syria, Syrian)."""
    if one == other:
        return True
    alike = other.startswith(one[:4]) and one[:5] == other[:5]
    return alike and min(len(one), len(other)) > 3 and abs(len(one) - len(other)) < 4


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry["pattern"]), entry["name"]) for entry in lexicon.load(DATA)["one_name"])


@cache
def _ignored() -> frozenset[str]:
    return frozenset(lexicon.load(DATA)["ignored_words"])
