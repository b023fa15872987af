"""What a noun phrase stands for, and how its name is printed."""

from functools import cache, lru_cache

from marsad.extract.rules.grammar import NOUNS, conjuncts, phrase
from marsad.extract.sentence import Token
from marsad.lexicon import load

_UNDER_ARMS = frozenset({"combatants"})
_STRETCH = frozenset({"places"})
HUMAN = frozenset({"people", "civilians", "professions", "combatants"})
_DROPPED = frozenset({"det", "nummod", "quantmod", "predet", "advmod", "neg", "case", "punct"})
_OUTSIDE = frozenset({"PUNCT", "DET", "NUM", "ADP", "CCONJ"})


@cache
def classes() -> dict[str, frozenset[str]]:
    """Class of noun to its lemmas."""
    return {name: frozenset(words) for name, words in load("lexicon/en/nouns.yml").items()}


@cache
def _class_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in classes().items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def lemma(token: Token) -> str:
    """The token's dictionary form; where that is no known noun, its form as one ("Rebels", "bases" of "base")."""
    return as_noun(token.lemma, token.pos, token.low)


def noun_classes(token: Token) -> frozenset[str]:
    """Classes of the noun, by its lemma; people who are told to bear arms are combatants ("armed men")."""
    found = _classes(token.lemma, token.pos, token.low)
    if "people" in found and any(kid.low in classes()["under_arms"] for kid in token.lefts):
        return _UNDER_ARMS
    return _STRETCH if token.text == "front" and _is_line(token) else found


def _is_line(front: Token) -> bool:
    """Whether the word tells where they fight, and is no body: "on the southern front", "the front line"."""
    after = front.next
    return (after is not None and after.lemma == "line") or (front.dep == "pobj" and front.head.low in ("on", "along"))


@lru_cache(maxsize=1 << 16)
def _classes(given: str, pos: str, low: str) -> frozenset[str]:
    return _class_of().get(as_noun(given, pos, low), frozenset())


@lru_cache(maxsize=1 << 16)
def as_noun(given: str, pos: str, low: str) -> str:
    """The dictionary form of a word that the parser gives with this lemma and part of speech."""
    if low.endswith("ses") and low[:-1] in _class_of():
        return low[:-1]  # "corpses", which some hold for more than one corps
    if given in _class_of() or pos not in ("NOUN", "PROPN", "ADJ", "VERB", "X"):
        return given
    singular = low[:-3] + "y" if low.endswith("ies") else low
    return next((form for form in (low, low.removesuffix("s"), singular) if form in _class_of()), given)


def counted(token: Token) -> Token:
    """The noun that is counted: "dozens of civilians" and "members of the police" go to what follows "of"."""
    if lemma(token) in classes()["measure_nouns"] or token.pos == "NUM":
        for kid in (*token.kids, *_out_of(token)):
            if kid.dep == "prep" and kid.low in ("of", "from", "among", "between"):
                below = next((pobj for pobj in kid.kids if pobj.dep == "pobj"), None)
                if below is not None and below.tag != "PRP" and not _is_origin(kid, below):
                    return counted(below) if lemma(below) in classes()["measure_nouns"] else below
    return (_left_out(token) if token.pos == "NUM" else None) or token


def _is_origin(preposition: Token, noun: Token) -> bool:
    """Whether they died of it, or come from there: "deaths from gunfire", "people from the hills"."""
    nobody = noun.pos == "NOUN" and not noun_classes(noun) & (HUMAN | {"parties", "combatants"})
    return preposition.low == "from" and nobody


def _left_out(number: Token) -> Token | None:
    """The things that it counts without naming them: the houses of "14 houses were destroyed and 26 damaged"."""
    verb = number.head
    wrecked = verb.dep == "conj" and verb.lemma in load("lexicon/en/frame_words.yml")["wrecking"]
    if not wrecked or number.dep not in ("dobj", "nsubj", "nsubjpass"):
        return None
    before = (kid for kid in verb.head.kids if kid.dep in ("dobj", "nsubjpass") and kid.pos == "NOUN")
    return next((noun for noun in before if has_figure(noun) and not noun_classes(noun) & HUMAN), None)


def _out_of(count: Token) -> list[Token]:
    """The "of" in "40 out of 52 drones", whichever word it hangs on."""
    out = count.next if count.pos == "NUM" else None
    of = out.next if out is not None and out.low == "out" else None
    return [of] if of is not None and of.low == "of" else []


def is_country(token: Token) -> bool:
    """Whether the word names a country or its people, a lost apostrophe ("Syrias") allowed."""
    return _bare(token.text) in _countries()


@cache
def _countries() -> frozenset[str]:
    table = load("lexicon/en/countries.yml")
    people = {word for names in table.values() for word in names}
    return frozenset(word for name in table for word in name.split()) | people


@cache
def country_names() -> frozenset[str]:
    """Names of countries, not the adjectives."""
    return frozenset(load("lexicon/en/countries.yml"))


def country_of(token: Token) -> str:
    """The country that an adjective is formed from ("Sudanese" → Sudan); "" for any other word."""
    return _adjectives().get(_bare(token.text), "")


@cache
def _adjectives() -> dict[str, str]:
    return {form: name for name, forms in load("lexicon/en/countries.yml").items() for form in forms}


def _bare(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if word.endswith("s") and word[:-1] in _countries() else word


def is_name(token: Token) -> bool:
    """Whether the token is a proper name or carries a capital inside the sentence."""
    inside = token is not token.sentence.tokens[0]
    return token.pos == "PROPN" or (inside and token.text[:1].isupper() and token.pos in NOUNS)


def is_numeral(token: Token) -> bool:
    """Whether the word is a number, also where its capital makes the tagger take it for a name ("Eleven died")."""
    return token.pos == "NUM" or token.low in number_words()


@cache
def number_words() -> frozenset[str]:
    """The numbers below a hundred that are one word."""
    numbers = load("lexicon/en/quantity.yml")["numbers"]
    return frozenset(word for name in ("ones", "teens", "tens") for word in numbers[name])


_PLAIN = frozenset({"of", "from"})
_NAMED = _PLAIN | {"for"}  # "Front for Change", but not "blamed rebels for the raid"


def party_name(head: Token, text: str) -> str:
    """The name of a party as printed, articles, figures and qualifying words dropped, joined parties kept."""
    return joined_name(_joined(head), text)


def joined_name(heads: list[Token], text: str) -> str:
    """The name of these parties, of all together, as printed; articles, figures and qualifying words dropped."""
    words = [word for item in heads for word in (*_led(item), *phrase(item, _leading(item)))]
    return printed_name(sorted(words, key=lambda word: word.i), text) or clean(heads[0].text)


def _led(head: Token) -> list[Token]:
    """Who leads or backs a body whose name stands before a deed: "a Borduria-led coalition strike"."""
    first = phrase(head, frozenset())[0]
    before = first.previous
    if head.dep not in ("compound", "amod", "nmod") or before is None or before.head is head:
        return []
    return sorted(before.subtree(), key=lambda word: word.i) if before.low in ("led", "backed", "aligned") else []


def _leading(head: Token) -> frozenset[str]:
    """The prepositions that lead on in a name; "of" leads to what somebody is accused of, which is no part of it."""
    if head.dep == "dobj" and head.head.lemma in load("lexicon/en/parties.yml")["accusing"]:
        return _PLAIN - {"of"}
    return _NAMED if head.text[0].isupper() else _PLAIN


def printed_name(words: list[Token], text: str) -> str:
    """What the words print, without articles, figures and qualifying words around; nothing where nothing is left."""
    words = _trim(words)
    return clean(text[words[0].start : words[-1].end]) if words else ""


def _joined(head: Token) -> list[Token]:
    """The noun and those joined to it without a figure or article of their own."""
    found = [head]
    for item in conjuncts(head)[1:]:
        if has_figure(item) or any(is_numeral(word) for word in head.sentence.tokens[found[-1].n + 1 : item.n]):
            break
        found.append(item)
    return found


def has_figure(token: Token) -> bool:
    """Whether the noun is counted by words of its own: a numeral, or "a"."""
    return token.pos == "NUM" or any(kid.dep == "nummod" or kid.low in ("a", "an") for kid in token.kids)


def _trim(words: list[Token]) -> list[Token]:
    while words and _is_no_name(words[0]):
        if len(words) > 1 and words[1].text == "-" and words[0].pos != "NUM":
            break  # "off-duty soldiers", but "forty-seven soldiers"
        words = words[1:]
    while words and words[-1].pos in ("PUNCT", "ADP", "CCONJ", "DET"):
        words = words[:-1]
    return words


def _is_no_name(first: Token) -> bool:
    """Whether a word before a name is no part of it; who owns is, if named: "the junta's forces", but not "its"."""
    after = first.next
    if first.text[0].isupper() and first.low in load("lexicon/en/frame_words.yml")["days"] and after is not None:
        return after.text.islower()  # "On Sunday rebels shelled"
    owner = first.dep == "poss" and first.pos != "PROPN" and not noun_classes(first) & {"parties", "combatants"}
    return owner or first.tag == "PRP" or first.dep in _DROPPED or first.low in _vague() or first.pos in _OUTSIDE


@cache
def _vague() -> frozenset[str]:
    return frozenset(load("lexicon/en/parties.yml")["no_names"]) | number_words()


def clean(name: str) -> str:
    """One line, without possessive endings, quotes or stray punctuation at the ends."""
    name = " ".join((name if ")" in name else name.partition("(")[0] or name).split()).strip(" \"'“”‘’,;:.-–—[]()")
    return name.removesuffix("'s").removesuffix("’s").strip()
