"""Runs of words that make one proper name: where a name begins and ends, and what kind of name its words show."""

from collections.abc import Iterator
from functools import cache

from marsad.extract.rules.gazetteer import is_known, is_region
from marsad.extract.rules.nouns import country_names, is_country, noun_classes
from marsad.extract.sentence import Sentence, Token
from marsad.extract.truecase import common_words
from marsad.lexicon import load

_LONG = 4  # letters that a name must have more of to be told from a common word
DASHES = frozenset({"-", "–", "—", ":"})  # after the name of a place that a paragraph tells of
_ARTICLES = frozenset({"al", "el"})  # with which a name may begin
_JOINS = "-–'"  # marks that join the words of a name
_STEM = 5  # letters that a name with a lost apostrophe must have more of
Run = list[Token]


@cache
def geography(name: str) -> frozenset[str]:
    """A list of ``geography.yml``."""
    return frozenset(load("lexicon/en/geography.yml")[name])


@cache
def titles() -> frozenset[str]:
    """Words before a person's name that say what the person is."""
    return frozenset(load("lexicon/en/attribution.yml")["titles"])


def runs(sentence: Sentence) -> Iterator[Run]:
    """Maximal runs of words that make one proper name; cut where names meet if commas may have been lost."""
    commas = any(token.text == "," for token in sentence.tokens)
    run: Run = []
    for token in [*sentence.tokens, None]:
        if token is not None and _in_name(token, run):
            run.append(token)
        elif run:
            trimmed = _trim(run)
            yield from [trimmed] if trimmed and commas else _split(trimmed)
            run = []


def _in_name(token: Token, run: Run) -> bool:
    if not (run or token.text[0].isupper() or token.low in _ARTICLES):
        return False  # most words
    if token.low == "'s":
        return bool(run) and token.next is not None and is_known(f"{run[-1].text}'s {token.next.text}")
    if token.low.rstrip(".") in geography("not_places") and not (run and run[-1].text in ("-", "Local")):
        return False
    if token.text[0].isupper() and _may_be_name(token):
        return True
    if run:
        apart = token.start - run[-1].end
        return token.low in geography("glue") and apart <= (token.text not in _JOINS) and not _leads_on(token)
    return token.low in _ARTICLES and token.pos == "PROPN"


def _leads_on(token: Token) -> bool:
    """Whether what looks like an article is a preposition: "the Corps at Harga", not "Deir at-Tin"."""
    return token.tag == "IN" and token.low in ("at", "as") and not (token.next is not None and token.next.text == "-")


def _may_be_name(token: Token) -> bool:
    """Whether a word with a capital may name something: as a name, or as a capital that opens no sentence."""
    inside = token is not token.sentence.tokens[0] or _opens_with_place(token)
    return token.pos in ("PROPN", "X") or (inside and token.pos in ("NOUN", "ADJ", "VERB", "ADV", "INTJ"))


def _opens_with_place(token: Token) -> bool:
    """Whether a sentence's first word is a known name: its subject, or before a type word, a dash or a verb."""
    after = token.next
    return (
        after is not None
        and (after.low in geography("types") or after.text in DASHES or token.dep == "nsubj" or after.pos == "AUX")
        and is_known(token.text)
        and token.low not in common_words()
    )


def _trim(run: Run) -> Run:
    """The run without glue at its end."""
    while run and (run[-1].text in _JOINS or (run[-1].low in geography("glue") and run[-1].text.islower())):
        run = run[:-1]
    return run


def _split(run: Run) -> Iterator[Run]:
    """Cut where a comma or an apostrophe was lost ("Borduras Harga", "Harga Konga province")."""
    while run:
        cut = _cut(run)
        yield _trim(run[:cut])
        run = run[cut:]


def _cut(run: Run) -> int:
    """How many of the words make the first name."""
    if len(run) < 2 or is_known(spelt(run)):
        return len(run)
    return next((at for at in range(1, len(run)) if not _is_glued(run[at - 1], run[at]) and _parts(run, at)), len(run))


def _is_glued(before: Token, after: Token) -> bool:
    return any(token.low in geography("glue") or token.text in _JOINS for token in (before, after))


def _parts(run: Run, at: int) -> bool:
    """Whether two names meet there."""
    if is_owner(run[at - 1]) and run[at].low not in geography("types"):
        return True
    first, rest = run[:at], run[at:]
    if rest[0].low in _groups() and is_known(spelt(first)):
        return True
    return _stands_alone(rest) and not _is_first_name(first) and (has_type(run) or is_known(spelt(first)))


def _stands_alone(run: Run) -> bool:
    """Whether the rest of a run is a place's name of its own, with or without its type word."""
    name = bare(run)
    return len(name) > _LONG and (is_known(name) or name in country_names()) and len(run) <= 3


def _is_first_name(run: Run) -> bool:
    """Whether the words before cannot be a place of their own ("New", "San")."""
    return len(run) == 1 and (len(run[0].text) < 5 or run[0].low in geography("directions") or is_country(run[0]))


def is_owner(token: Token) -> bool:
    """Whether an apostrophe was lost after a place's name ("Hargas")."""
    word = token.text
    if not word.endswith("s") or is_known(word):
        return False
    return word[:-1] in country_names() or (is_known(word[:-1]) and len(word) > _STEM)


def has_type(run: Run) -> bool:
    """Whether the name's last word, or the word after it, says what kind of place it is."""
    after = run[-1].next
    return run[-1].low in geography("types") or (after is not None and after.low in geography("types"))


def spelt(run: Run) -> str:
    """The words of a run, a space between each."""
    return " ".join(token.text for token in run)


def bare(run: Run) -> str:
    """The name without words for kinds of places, hyphens closed."""
    return spelt([token for token in run if token.low not in geography("types")]).replace(" - ", "-")


def key(run: Run) -> str:
    """The form by which a name is known again."""
    return " ".join(token.low for token in run if token.low not in _no_names()) or run[-1].low


@cache
def _no_names() -> frozenset[str]:
    """What says nothing of which place it is."""
    return geography("types") | geography("directions") | {"-", "'"}


def head(run: Run) -> Token:
    """The run's last word that hangs on a word outside it."""
    inside = set(map(id, run))
    return next((token for token in reversed(run) if id(token.head) not in inside), run[-1])


def surnames(run: Run) -> set[str]:
    """The forms in which a person's name comes again, a lost apostrophe and a mother's name behind it allowed."""
    father = {run[-2].low} if len(run) > 2 else set()
    return {key(run), run[-1].low, run[-1].low + "s", run[-1].low.removesuffix("s")} | father


def is_listed(run: Run) -> bool:
    """Whether a name without any cue is a gazetteer's, and nothing speaks against it."""
    name = spelt(run).replace(" - ", "-")
    return (
        len(name) > _LONG
        and is_known(name)
        and not (len(run) == 1 and run[0].low in common_words())
        and not is_organisation(run)
        and not all(is_country(token) for token in run)
    )


def is_titled(run: Run) -> bool:
    """Whether the name has a person's title in or before it."""
    previous = run[0].previous
    inside = any(token.low in titles() for token in (run[0], *run[1:-1]))
    return inside or (previous is not None and previous.low in titles())


def is_person(run: Run) -> bool:
    """Whether syntax shows a person: somebody who speaks, or who is described, before or after the name."""
    top = head(run)
    if is_country(run[-1]) or has_type(run):
        return False
    if top.dep == "nsubj" and top.head.lemma in ("say", "tell", "add", "write"):
        return True
    return _is_apposed(top) or _is_who(top) or _is_introduced(run)


def _is_apposed(top: Token) -> bool:
    """Whether the name stands beside a noun for people, before or after it."""
    beside = [top.head] if top.dep in ("appos", "oprd") else []
    if top.next is not None and top.next.text == "," and not is_known(top.text):
        beside += [kid for kid in top.kids if kid.dep == "appos" and kid.i > top.i]
    found = [noun_classes(noun) for noun in beside]
    return any(each & {"people", "professions", "civilians", "combatants"} and "places" not in each for each in found)


def _is_who(top: Token) -> bool:
    """Whether "who" or "whose" goes back to the name."""
    below = [*top.kids, *(grand for kid in top.kids if kid.dep == "relcl" for grand in kid.kids)]
    return any(kid.low in ("who", "whose") for kid in below)


def _is_introduced(run: Run) -> bool:
    """Whether a title, "named" or what the person does stands before the name."""
    before = run[0].previous
    if is_titled(run):
        return True
    if before is None:
        return False
    if before.low in ("named", "mr", "mr.", "mrs", "mrs.", "dr", "dr.", "ms"):
        return True
    return len(run) > 1 and before.tag == "NN" and bool(noun_classes(before) & {"professions", "combatants"})


def is_organisation(run: Run) -> bool:
    """Whether a word of the name, or the capital that follows it, makes it a body or an armed group."""
    after = run[-1].next
    listed = load("lexicon/en/organisations.yml")
    if after is not None and after.lemma in listed["bodies" if after.text.istitle() else "following"]:
        return True
    low = {form for token in run for form in (token.low, token.low.removesuffix("s"))}
    place = len(run) > 1 and (is_known(spelt(run)) or run[-1].low in geography("houses"))  # "Nur Shams"
    if not (place or low.isdisjoint(_groups())):
        return True
    return not low.isdisjoint(_bodies()) and run[-1].low not in geography("types")


def is_plain(run: Run) -> bool:
    """Whether a headline's capitals make common nouns look like a name ("Terrorist Battle")."""
    fates = [not _common().isdisjoint((token.lemma, token.low)) for token in run]
    common = all(fate or noun_classes(token) for fate, token in zip(fates, run, strict=True))
    told = any(fates) and all(token.low in common_words() for token in run)
    return (common or told) and not is_known(spelt(run))


@cache
def _common() -> frozenset[str]:
    return geography("fates") | geography("directions")


@cache
def _groups() -> frozenset[str]:
    return frozenset(load("lexicon/en/organisations.yml")["groups"])


@cache
def _bodies() -> frozenset[str]:
    return frozenset(load("lexicon/en/organisations.yml")["bodies"])


def is_craft(run: Run) -> bool:
    """Whether it names a craft, or a nation's adjective stands before initials: "a Black Hawk", "a Ukrainian UAV"."""
    if spelt(run).lower() in geography("craft") and not has_type(run):
        return True
    return len(run) == 2 and is_country(run[0]) and run[0].text.istitle() and run[1].text.isupper()


def is_described(run: Run) -> bool:
    """Whether the run tells of what place another name is: "the Andean town" of "the Andean town of Harga"."""
    word = run[-1] if run[-1].low in geography("settlements") else run[-1].next
    if word is None or word.low not in geography("settlements"):
        return False
    inner = [token for kid in word.kids if kid.low == "of" for token in kid.kids if token.dep == "pobj"]
    return any(token.pos == "PROPN" and not is_country(token) and not is_region(token.text) for token in inner)


def is_initials(run: Run) -> bool:
    """Whether the run is a body's initials ("JTF-X")."""
    capitals = all(token.text.isupper() or not token.text[0].isalpha() for token in run)
    return capitals and not is_known(spelt(run)) and not has_type(run)
