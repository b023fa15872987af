"""Whom "them" and "their men" go back to: people named before, in the sentence or in the one before it."""

from collections.abc import Iterator

from marsad.extract.rules.draft import Report
from marsad.extract.rules.grammar import arguments, conjuncts
from marsad.extract.rules.nouns import is_country, lemma, noun_classes
from marsad.extract.rules.parties import is_listed, words
from marsad.extract.sentence import Token

_OWN = frozenset({"its", "their", "our"})
_THEM = frozenset({"them", "whom", "latter"})
_PEOPLE = frozenset({"civilians", "professions", "combatants"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def taken_up(count: Token, report: Report) -> Token | None:
    """Of whom a count tells ("five of them"): those named last before it, but for who does what the count suffers."""
    if not any(kid.low in _THEM for of in count.kids if of.low == "of" for kid in of.kids):
        return None
    doers = _doers(count)
    nouns = (token for row in _rows(count, report) for token in _told(row, report))
    return next((noun for noun in nouns if _are_several(noun) and lemma(noun) not in doers), None)


def owner(thing: Token, report: Report) -> Token | None:
    """Whose people or things they are ("six of their men", "its positions"); the speaker's where he calls them his."""
    pronoun = next((kid for kid in thing.kids if kid.dep == "poss" and kid.low in _OWN), None)
    if pronoun is None:
        return None
    return _speaker(pronoun, report) if is_own(thing) else doer_before(pronoun, report, _doers(thing))


def is_own(noun: Token) -> bool:
    """Whether the speaker calls them his: "two of its own soldiers", "our men"."""
    whose = [kid.low for kid in noun.kids if kid.dep == "poss"]
    return "our" in whose or (not _OWN.isdisjoint(whose) and any(kid.low == "own" for kid in noun.kids))


def _speaker(pronoun: Token, report: Report) -> Token | None:
    """The party whose words the pronoun stands in: "the army said two of its own soldiers were hurt"."""
    here = report.credits[pronoun.sentence.index]
    over = [credit for credit in here if credit.start <= pronoun.start < credit.end]
    said = max(over, key=lambda credit: credit.start, default=None)
    if said is None:
        return doer_before(pronoun, report)
    party = _is_party(said.head) or (said.head.pos == "PROPN" and said.head.text.isupper())
    return said.head if party else None


def doer_before(pronoun: Token, report: Report, others: frozenset[str] = frozenset()) -> Token | None:
    """The party that was last told to do, say or bear something before "it" or "their", and is none of the others."""
    before = (token for row in _rows(pronoun, report) for token in reversed(row) if token.dep in _SUBJECTS)
    fits = (
        noun for noun in before if _is_party(noun) or is_country(noun) or (noun.pos == "PROPN" and noun.text.isupper())
    )
    one = pronoun.low in ("it", "its")  # which no "rebels" are
    return next((noun for noun in fits if lemma(noun) not in others and not (one and noun.tag == "NNS")), None)


def subject_before(pronoun: Token, report: Report) -> Token | None:
    """Who goes on as the subject where "it was ambushed", "they came under fire": people or a party told before."""
    if pronoun.low not in ("it", "they") or pronoun.dep not in _SUBJECTS or pronoun.head.lemma not in words("met"):
        return None
    before = (token for row in _rows(pronoun, report) for token in reversed(row) if token.dep in _SUBJECTS)
    noun = next((token for token in before if token.pos in ("NOUN", "PROPN")), None)
    if noun is None or (pronoun.low == "it" and noun.tag == "NNS"):
        return None
    return noun if _is_party(noun) or (pronoun.low == "they" and noun_classes(noun) & _PEOPLE) else None


def _rows(word: Token, report: Report) -> list[list[Token]]:
    """The words before a word in its sentence, and those of the sentence before."""
    index = word.sentence.index
    return [word.sentence.tokens[: word.n], *([report.sentences[index - 1].tokens] if index else [])]


def _told(row: list[Token], report: Report) -> Iterator[Token]:
    """The nouns of a row, last first, without those who only tell it."""
    heads = [credit.head for credit in report.credits[row[0].sentence.index]] if row else []
    speakers = {id(token) for head in heads for token in head.subtree()}
    return (token for token in reversed(row) if token.pos in ("NOUN", "PROPN") and id(token) not in speakers)


def _doers(count: Token) -> frozenset[str]:
    """Who does what befalls those counted."""
    verb = next((above for above in count.ancestors() if above.pos == "VERB"), None)
    found = arguments(verb).subject if verb is not None else []
    return frozenset(lemma(item) for head in found for item in conjuncts(head) if item is not count)


def _are_several(noun: Token) -> bool:
    if noun.dep in ("compound", "amod", "nmod", "poss"):
        return False
    return _is_party(noun) or (noun.tag in ("NNS", "NNPS") and bool(noun_classes(noun) & _PEOPLE))


def _is_party(noun: Token) -> bool:
    found = noun_classes(noun)
    of_many = "parties" in found and not found & {"vehicles", "arms", "places"}
    return is_listed(noun) or of_many or (noun.tag in ("NNS", "NNPS") and "combatants" in found)
