"""A side of a country, which stands for a place: "clashes in the north", "across the eastern part of the country"."""

from collections.abc import Iterator

from marsad.extract.rules.place_names import geography
from marsad.extract.sentence import Sentence, Token

Side = tuple[Token, int, int]  # its word, and where its name begins and ends


def sides(sentence: Sentence) -> Iterator[Side]:
    """The sides of no named place that a preposition leads to."""
    for token in sentence.tokens:
        if token.dep == "pobj" and token.head.low in geography("spanning") and _is_side(token):
            below = token.subtree()
            named = any(word.pos == "PROPN" and word.low not in geography("sides") for word in below)
            if not named and not any(word.tag == "PRP$" for word in token.lefts):
                yield token, min(word.start for word in token.lefts or [token]), _end(token)


def _is_side(token: Token) -> bool:
    """Whether it is "the north", "the northern part" or "northern districts"; "the northern district" has a name."""
    if token.low in geography("sides"):
        return any(kid.low == "the" for kid in token.lefts)
    many = token.tag == "NNS" and token.lemma in geography("provinces") | geography("districts")
    adjectives = {kid.low for kid in token.lefts} | {grand.low for kid in token.lefts for grand in kid.kids}
    return (many or token.lemma in geography("parts")) and not adjectives.isdisjoint(geography("sided"))


def _end(token: Token) -> int:
    """Where its name ends, with "of the country" if that follows."""
    after = token.next
    whole = next((kid for kid in after.kids if kid.dep == "pobj"), None) if after and after.low == "of" else None
    return whole.end if whole is not None else token.end
