"""Give text in capitals the case of running text, character for character."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import ascii_lowercase, ascii_uppercase

from marsad.lexicon import load

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.6  # of letters that are capitals, above which a passage counts as written in capitals
_ENOUGH = 30  # letters that show how a passage is written; a shorter one is judged with its document
_BRACKETED = re.compile(r"[(\[]([A-Z]{2,8})[)\]]")
_APART = re.compile(r"[^\s.\-'’]|\.\s\s|\n\s*\n")  # what keeps neighbouring words from being read together
_FIGURE_BEFORE, _FIGURE_AFTER = re.compile(r"\d\s*$"), re.compile(r"\s*\d")
_NO_CAPITALS = bytes(code for code in range(128) if chr(code) not in ascii_uppercase)
_NO_SMALL_LETTERS = bytes(code for code in range(128) if chr(code) not in ascii_lowercase)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_OPENING = re.compile(r"(?:\A|(?<![^\W\d_])([^\W\d_]*)[.!?][\"')\]]*\s)[\s\"'(\[]*([^\W\d_])")
_ENDINGS = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})  # after an apostrophe
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "against", "without"})  # inside a name of many words


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document is written: whether in capitals, and what its brackets and full stops give away."""

    capitals: bool = False
    acronyms: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    prints_us_with_stops: bool = False


def habits(document: str) -> Habits:
    """Return how `document` is written; "(ABC)" makes ABC an acronym and the words that spell it a name."""
    if not in_capitals(document):
        return Habits()
    spelt = {
        match[1].lower(): _spelt(document[max(0, match.start() - 120) : match.start()], match[1])
        for match in _BRACKETED.finditer(document)
    }
    return Habits(
        capitals=True,
        acronyms=frozenset(
            word for word, name in spelt.items() if name or (len(word) <= 5 and word not in common_words())
        ),
        names=frozenset(name for name in spelt.values() if name),
        prints_us_with_stops="U.S." in document,
    )


def truecase(text: str, written: Habits = Habits()) -> str:
    """Return `text` unless it is in capitals; then words in lower case, names with a capital, acronyms as they are.

    Every character keeps its place, whatever the script. `written` is how the document is written,
    which decides where `text` itself is too short to tell.
    """
    letters, capitals = _letters(text)
    if not (capitals >= _SHARE * letters if letters >= _ENOUGH else written.capitals):
        return text
    characters = list(text)
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        if word.group().isupper():
            characters[word.start() : word.end()] = _recased(text, words, place, written)
    for name in _names(written).finditer("".join(characters)):
        characters[name.start() : name.end()] = _WORD.sub(_capitalised, name.group())
    return _opened("".join(characters))


def in_capitals(text: str) -> bool:
    """Whether most letters of `text` are capitals."""
    letters, capitals = _letters(text)
    return letters > 0 and capitals >= _SHARE * letters


def _letters(text: str) -> tuple[int, int]:
    """How many letters `text` has, and how many capitals. Bytes are counted faster than characters."""
    plain = text.encode("ascii", "ignore")
    others = "" if len(plain) == len(text) else "".join(_NOT_ASCII.findall(text))
    capitals = len(plain.translate(None, _NO_CAPITALS))
    letters = capitals + len(plain.translate(None, _NO_SMALL_LETTERS))
    return letters + sum(map(str.isalpha, others)), capitals + sum(map(str.isupper, others))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, in lower case, with what stands around it; a neighbour beyond punctuation is ""."""

    low: str
    before: str
    after: str
    hyphenated: bool
    beside_figure: bool


def _around(text: str, words: list["re.Match[str]"], place: int) -> _Word:
    start, end = words[place].span()
    gap_before = text[words[place - 1].end() : start] if place else "."
    gap_after = text[end : words[place + 1].start()] if place + 1 < len(words) else "."
    return _Word(
        low=words[place].group().lower(),
        before="" if _is_apart(gap_before) or not place else words[place - 1].group().lower(),
        after="" if _is_apart(gap_after) or place + 1 == len(words) else words[place + 1].group().lower(),
        hyphenated=gap_after[:1] in ("-", "'", "’"),
        beside_figure=bool(_FIGURE_BEFORE.search(gap_before) or _FIGURE_AFTER.match(gap_after)),
    )


def _is_apart(gap: str) -> bool:
    """Whether neighbours with this between them are not to be read together; most have a space."""
    return gap != " " and _APART.search(gap) is not None


def _recased(text: str, words: list["re.Match[str]"], place: int, written: Habits) -> str:
    word = words[place].group()
    around = _around(text, words, place)
    if len(around.low) != len(word):  # "İ" and its kin change length
        return word
    touching = text[max(0, words[place].start() - 1) : words[place].start()]
    if touching.isdigit() or (touching in ("'", "’") and around.low in _ENDINGS):  # "5th", "army's"
        return around.low
    if _is_acronym(around, written):
        return word
    return around.low if _is_plain(around) else word[0] + around.low[1:]


def _is_acronym(word: _Word, written: Habits) -> bool:
    if word.low == "us":
        return not (written.prints_us_with_stops or word.before in _table("us_after"))
    if word.low in written.acronyms or (len(word.low) == 1 and word.low != "a"):
        return True
    if word.low in common_words() or word.low in _table("titles"):
        return False
    return word.low in _acronyms() or bool(re.fullmatch("[ivx]+|[^aeiouy]{2,5}", word.low))


def _is_plain(word: _Word) -> bool:
    """Whether the word is no name, nor part of one."""
    if word.low in _table("months"):
        return not (word.beside_figure or word.before in _table("month_after"))
    if word.low in _table("particles"):
        opens = not (_is_name(word.before) or word.before in _table("titles") | _table("particles"))
        return word.hyphenated or (bool(word.after) and not opens)
    if word.before in _short_titles():
        return False
    if word.low in _table("titles") and word.low in common_words():
        return not (_is_name(word.after) or word.after in _table("either"))
    if word.low in _table("either"):
        return not (_is_name(word.before) or word.before in _table("titles"))
    return _is_word(word.low)


def is_common(low: str) -> bool:
    """Whether a word in lower case is one of the language's common words, so that it is hardly a name."""
    return low in common_words()


def _is_name(low: str) -> bool:
    return len(low) > 1 and not _is_word(low) and low not in _acronyms()


def _is_word(low: str) -> bool:
    return low in common_words() or any(
        low.startswith(start) and low.removeprefix(start) in common_words() for start in _table("prefixes")
    )


def _spelt(before: str, acronym: str) -> str:
    """The words at the end of `before` that `acronym` abbreviates, "" where they are not plain."""
    found: list[str] = []
    for word in reversed(_WORD.findall(before)):
        if (word[0] not in acronym and word.lower() not in _SMALL) or len(found) > len(acronym) + 2:
            break
        found.insert(0, word.lower())
    while found and (found[0] in _SMALL or found[0][0].upper() != acronym[0]):
        found.pop(0)
    return r"\W+".join(found) if len(found) >= max(2, len(acronym) - 2) else ""


def _names(written: Habits) -> "re.Pattern[str]":
    phrases = {phrase.replace(" ", r"\s+") for phrase in load("lexicon/en/case.yml")["phrases"]} | written.names
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})\b", re.IGNORECASE)


def _capitalised(word: "re.Match[str]") -> str:
    text = word.group()
    return text if text in _SMALL or len(text[0].upper()) != 1 else text[0].upper() + text[1:]


def _opened(text: str) -> str:
    """Give the first letter of each sentence its capital."""
    characters = list(text)
    for found in _OPENING.finditer(text):
        letter = found[2].upper()
        if (found[1] or "").lower() not in _table("abbreviations") and len(found[1] or "ab") > 1 and len(letter) == 1:
            characters[found.start(2)] = letter
    return "".join(characters)


@cache
def common_words() -> frozenset[str]:
    """Words that running English writes small."""
    return frozenset((files("marsad") / "data/lexicon/en/common_words.txt").read_text("utf-8").split())


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(word.lower() for word in load("lexicon/en/acronyms.yml"))


@cache
def _short_titles() -> frozenset[str]:
    """Titles that are no words ("Mr", "Gen"): what follows is a name."""
    return _table("titles") - common_words()


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(load("lexicon/en/case.yml")[name])
