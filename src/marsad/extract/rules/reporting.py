"""Reporting verbs and the words that name their speakers, wherever in the sentence those stand."""

from functools import cache

from marsad.extract.rules.gazetteer import is_known
from marsad.extract.rules.grammar import is_passive
from marsad.extract.rules.nouns import is_country, lemma, noun_classes
from marsad.extract.rules.speaker_name import read
from marsad.extract.rules.speaker_phrase import (
    GLUE,
    PLACE,
    after,
    before,
    can_speak,
    is_body,
    is_carrier,
    is_named,
    is_person_noun,
    words,
)
from marsad.extract.sentence import Token

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_NEAR_FIGURE = 9  # words within which such a verb's figure stands
_WITH_THE = 2  # words: initials and their article
_CLOSING = 4  # words from the end of a sentence that a verb closes
_COUNTS = frozenset({"that", "at", "more", "nearly", "some", "several", "about", "around", "up", "dozens", "hundreds"})
_WHO = frozenset({"who", "which", "that"})


@cache
def reporting_verbs() -> dict[str, str]:
    """Lemmas of reporting verbs, and their kind."""
    return {verb: kind for kind in ("witness", "clause", "act", "plain") for verb in words("say", kind)}


def is_reporting(token: Token) -> bool:
    """Whether the word is a reporting verb, a headline's "reports" taken for a noun included."""
    if (token.n and token.text[0].isupper()) or _supposes(token) or _is_seen_by_a_town(token):
        return False
    if token.pos in ("VERB", "AUX"):
        return token.lemma in reporting_verbs() or _gives_figure(token)
    last = token.sentence.tokens[-1]
    return (
        token.low in ("says", "said", "reports", "claims", "say")
        and token.n >= 4
        and last.n - token.n <= 1
        and token.previous is not None
        and (token.previous.text.isupper() or token.low in ("says", "said", "say"))
    )


def _supposes(verb: Token) -> bool:
    """Whether it says what somebody is held for: "gunmen believed to be rebels"."""
    after = verb.next.low if verb.next is not None else ""
    return verb.lemma in words("supposing") and (verb.dep == "acl" or after == "to")


def _is_seen_by_a_town(verb: Token) -> bool:
    """Whether a town, and nobody, "saw" or "witnessed" it: "Harga saw heavy fighting"."""
    subjects = [kid for kid in verb.kids if kid.dep == "nsubj"] if verb.lemma in words("say", "witness") else []
    return any(kid.text[0].isupper() and is_known(kid.text) for kid in subjects)


def _gives_figure(verb: Token) -> bool:
    """Whether an everyday verb tells a figure or an answer: "put the toll at 12", "ruled out", "spoke of 40 dead"."""
    if verb.lemma not in words("everyday") or _changes_a_toll(verb):
        return False
    following = verb.sentence.tokens[verb.n + 1 : verb.n + _NEAR_FIGURE]
    return any({token.lemma, token.low} & words("everyday", verb.lemma) for token in following)


def _changes_a_toll(verb: Token) -> bool:
    """Whether the deed before it, and nobody, does so: "a policeman died, raising the toll to three"."""
    return verb.dep == "advcl" and verb.tag == "VBG" and verb.lemma in words("changing")


def is_pronoun(token: Token) -> bool:
    """Whether the word is a personal or relative pronoun, and not "WHO" or "US"."""
    return token.tag in ("PRP", "WP", "WDT") and not (token.text.isupper() and len(token.text) > 1)


def head_of(tokens: list[Token]) -> Token:
    """The noun of a phrase: the last word before any "of", "for" or other preposition."""
    found = tokens[0]
    for token in tokens:
        if token.pos == "ADP" and found is not tokens[0]:
            break
        if token.pos in ("NOUN", "PROPN", "PRON", "X", "ADJ"):
            found = token
    return found


def joined_with(tokens: list[Token]) -> list[list[Token]]:
    """Phrases joined to the speaker's by "and" that name somebody else ("the army and the United Nations")."""
    sentence = tokens[0].sentence.tokens
    at = tokens[-1].n + 1
    if at + 1 >= len(sentence) or sentence[at].low != "and":
        return []
    other = after(at + 1, sentence)
    named = other and (is_named(other[-1]) or other[0].pos == "DET") and can_speak(other[-1])
    return [other] if named else []


def author_of(head: Token) -> list[Token]:
    """Whose statement it is: "a statement by X", "a report issued by X", "X issued a communique demanding …"."""
    tokens = head.sentence.tokens
    for kid in head.kids:
        if kid.low in ("by", "from", "of") and kid.n + 1 < len(tokens):
            found = after(kid.n + 1, tokens)
            if found and can_speak(head_of(found)) and not is_carrier(head_of(found)):
                return found
        if kid.dep == "acl" and kid.tag == "VBN" and (found := _issuer(kid)):
            return found
        if kid.dep == "poss" and kid.tag != "PRP$":
            return before(kid)
    if head.dep == "dobj":
        subject = next((kid for kid in head.head.kids if kid.dep == "nsubj"), None)
        return phrase_around(subject) if subject is not None and can_speak(subject) else []
    return []


def _issuer(verb: Token) -> list[Token]:
    """Who issued a statement: "issued by the army", or whose page it stands on: "posted on the army's website"."""
    by = next((kid for kid in verb.kids if kid.low in ("by", "from") and kid.dep in ("agent", "prep")), None)
    if by is not None:
        return after(by.n + 1, verb.sentence.tokens)
    pages = (below for kid in verb.kids if kid.low in ("on", "to", "at") for below in kid.kids)
    page = next((below for below in pages if below.lemma in words("pages")), None)
    if page is None:
        return []
    return [kid for kid in page.kids if kid.tag == "PRP$"] or author_of(page)


def phrase_around(head: Token) -> list[Token]:
    """The whole phrase around its head: what stands before it and what follows."""
    if is_pronoun(head):
        return [head]
    left = before(head)
    right = after(head.n, head.sentence.tokens) if head.pos != "PRON" else [head]
    return [*left[:-1], *(right or [head])]


def as_saying(verb: Token) -> bool:
    """Whether words are passed on: "reported the White House as saying", "was reported as saying"."""
    tokens = verb.sentence.tokens
    return any(
        one.low == "as" and two.low == "saying"
        for one, two in zip(tokens[verb.n + 1 : verb.n + 10], tokens[verb.n + 2 :], strict=False)
    )


def speaker_behind(verb: Token) -> list[Token]:
    """The speaker after its verb: "… , said the minister", "… said Jane Doe, who …"."""
    if not _may_precede(verb) or _has_own(verb):
        return []
    tokens = verb.sentence.tokens
    speaker = after(verb.n + 1, tokens)
    if not speaker or not can_speak(head_of(speaker)) or is_carrier(head_of(speaker)) or _is_told_of(speaker, verb):
        return []
    following = tokens[speaker[-1].n + 1] if speaker[-1].n + 1 < len(tokens) else None
    return speaker if clause_before(verb) and (following is None or _may_follow(following)) else []


def _is_told_of(speaker: list[Token], verb: Token) -> bool:
    """Whether those behind the verb do what it tells: "but said a soldier and a driver lost their lives"."""
    clauses = [kid for kid in verb.kids if kid.dep == "ccomp" and kid.n > verb.n and kid.tag != "VBG"]
    return any(kid.dep in ("nsubj", "nsubjpass") and kid in speaker for clause in clauses for kid in clause.kids)


def _has_own(verb: Token) -> bool:
    """Whether the verb has its speaker before it and its words behind: "a medic, …, said three people died"."""
    own = any(kid.dep == "nsubj" and kid.n < verb.n and can_speak(kid) for kid in verb.kids)
    said = verb.next
    return own and said is not None and (said.pos == "NUM" or said.low in _COUNTS or is_country(said))


def _may_precede(verb: Token) -> bool:
    """Whether the verb can stand before its speaker: "said", or another verb after a comma or a quotation."""
    previous, following = verb.previous, verb.next
    if previous is None or following is None or verb.lemma == "tell" or previous.tag == "PRP":
        return False
    if verb.n < 3 or verb.tag not in ("VBD", "VBZ", "VBP", "VBN") or any(kid.dep in _AUXILIARY for kid in verb.kids):
        return False
    return verb.lemma == "say" or (
        (previous.text in (",", '"') or verb.lemma == "add")
        and not (previous.pos in ("NOUN", "PROPN") and can_speak(previous))
    )


def _may_follow(following: Token) -> bool:
    """Whether the word after the supposed speaker leaves it one: no verb that would make it a subject."""
    if following.text == '"' or following.pos == "DET":
        return _describes(following)
    verb = following.pos in ("VERB", "AUX", "PART") or following.low in ("would", "will")
    return not verb or following.tag == "VBG"


def _describes(article: Token) -> bool:
    """Whether an article opens a description of a person ("said Ann Lee a local activist")."""
    phrase = after(article.n, article.sentence.tokens)
    return bool(phrase) and (is_person_noun(head_of(phrase)) or phrase[-1].n + 1 >= len(article.sentence.tokens) - 1)


def clause_before(token: Token) -> bool:
    """Whether something that could be said stands before the token: a finite verb, or a closing quotation mark."""
    front = token.sentence.tokens[: token.n]
    return any(other.tag in FINITE or other.text == '"' or other.tag == "VBN" for other in front)


def speaker_of(verb: Token) -> list[Token]:
    """The speaker's phrase: the parser's subject, or the phrase just before the verb where that one cannot be it."""
    if is_passive(verb) and verb.lemma not in words("pass_on") and not as_saying(verb):
        return _agent(verb) or _closing(verb)
    if (
        verb.tag == "VBG"
        and (above := next((one for one in verb.ancestors() if one.tag != "VBG" and is_reporting(one)), None))
        is not None
    ):
        return speaker_behind(above) or speaker_of(above)
    near = _just_before(verb) if verb.tag != "VBG" else None
    parsed = _parsed_subject(verb)
    if parsed is not None and is_pronoun(parsed) and parsed.low in _WHO:
        return _antecedent(parsed)
    found = _apposed(_phrase_of(verb, parsed, near), verb)
    return [] if found and _is_nobody(found[0]) else found


def _is_nobody(first: Token) -> bool:
    """Whether the phrase is denied: "no group", "neither side"."""
    return bool({first.low, first.previous.low if first.previous is not None else ""} & {"no", "neither", "nobody"})


def _phrase_of(verb: Token, parsed: Token | None, near: Token | None) -> list[Token]:
    """The speaker's phrase out of the parser's subject and the noun just before the verb."""
    if near is None and parsed is not None and _is_weak(parsed):
        near = _placed_before(verb)
    if parsed is None or not can_speak(parsed):
        return _appositive(before(near)) if near is not None else []
    if near is None or near.tag == "PRP":
        return _appositive(phrase_around(near or parsed))
    whole = before(near)
    if parsed in whole:
        return _appositive(whole)
    if _is_joined(parsed, near, whole):
        return [*before(parsed), *near.sentence.tokens[parsed.n + 1 : near.n + 1]]
    wide = phrase_around(parsed)
    if wide[-1].n + 1 == whole[0].n:
        return _beside(wide, whole)
    joined = near.dep == "conj" and near.head is parsed and wide[-1].n + 2 == whole[0].n  # "residents and a man said"
    return (
        _appositive(whole)
        if not joined and not _in_an_aside(whole, verb) and _is_nearer(verb, parsed, near, whole)
        else wide
    )


def _in_an_aside(phrase: list[Token], verb: Token) -> bool:
    """Whether it is the object of a verb in between: "officials, not allowed to release the information, said"."""
    noun = next((token for token in reversed(phrase) if token.pos != "PUNCT"), verb)
    above = noun.head
    return noun.dep == "dobj" and above.pos == "VERB" and above is not verb and above in verb.subtree()


def _beside(wide: list[Token], whole: list[Token]) -> list[Token]:
    """Of two phrases side by side, the speaker's: both are, unless the first one is a place or a speaker by itself."""
    if _is_placed(wide):
        return whole
    return wide if whole[0].pos == "DET" and not read(wide).person else [*wide, *whole]


def _is_placed(tokens: list[Token]) -> bool:
    """Whether a preposition before the phrase makes it a place, not a subject: "in Harga a military source said"."""
    previous = tokens[0].previous
    return previous is not None and previous.low in PLACE | {"of"}


def _is_joined(parsed: Token, near: Token, whole: list[Token]) -> bool:
    """Whether "and" makes one phrase of both ("police and hospital officials")."""
    link = whole[0].previous
    joined = link is not None and link.low == "and" and parsed in near.ancestors()
    return joined and whole[0].pos != "DET" and not is_named(near)


def _is_nearer(verb: Token, parsed: Token, near: Token, whole: list[Token]) -> bool:
    """Whether the noun before the verb is its subject after all: it reports by trade, or a clause lies between."""
    tokens = near.sentence.tokens
    reporter = (is_person_noun(near) or is_body(near)) and not _is_weak(near)
    if _is_weak(parsed) and reporter and not any(token.tag in ("WP", "WDT") for token in tokens[parsed.n : near.n]):
        return True
    if reporter and _is_stranded(parsed, whole):
        return True
    under = parsed.subtree()
    between = [token for token in tokens[parsed.n + 1 : whole[0].n] if token.tag in FINITE and token not in under]
    return near not in under and any(not (token.head is verb and token.dep in _AUXILIARY) for token in between)


def _is_stranded(parsed: Token, whole: list[Token]) -> bool:
    """Whether the parser's subject is a name that a lost comma leaves far before "a source": "al-Maraa, north of …"."""
    apart = phrase_around(parsed)[-1].n + 1 < whole[0].n
    return apart and whole[0].low in ("a", "an") and is_named(parsed) and not is_body(parsed)


def _apposed(tokens: list[Token], verb: Token) -> list[Token]:
    """With what stands between commas behind it: the name of a person described, or the office of a person named."""
    if not tokens or is_pronoun(tokens[0]):
        return tokens
    sentence = verb.sentence.tokens
    at = tokens[-1].n + 1
    if at + 1 >= verb.n or sentence[at].text != ",":
        return tokens
    other = after(at + 1, sentence)
    if not other or other[-1].n >= verb.n:
        return tokens
    named = bool(read(tokens).person)
    fits = is_person_noun(head_of(other)) if named else _is_name_of(other, head_of(tokens))
    return [*tokens, *other] if fits else tokens


def _is_name_of(other: list[Token], noun: Token) -> bool:
    """Whether a phrase is the name of the person or the body that the noun describes: "the UN mission, MONK"."""
    if not all(is_named(token) or token.low in GLUE for token in other[other[0].low == "the" :]):
        return False
    body = any(is_body(token) and token.low not in words("titles") for token in other)
    last = other[-1]
    initials = last.text.isupper() and len(last.text) > 1 and not is_country(last) and last.n - other[0].n < _WITH_THE
    if is_person_noun(noun):
        return not body and not initials
    return (body or initials) and is_body(noun) and noun.text[0].islower()


def _is_weak(token: Token) -> bool:
    """Whether the word names those who fight and suffer rather than those who report."""
    return (
        token.text[0].islower()
        and bool(noun_classes(token) & {"people", "civilians", "combatants"})
        and lemma(token) not in words("single")
    )


def _appositive(tokens: list[Token]) -> list[Token]:
    """With the name before a description whose commas are lost ("Ann Lee a local activist")."""
    if tokens[0].low in ("a", "an", "the") and tokens[0].previous is not None and is_person_noun(head_of(tokens)):
        previous = tokens[0].previous
        previous = previous.previous if previous.text == "," and previous.previous is not None else previous
        named = before(previous)
        if len(named) > 1 and named[-1].text[0].isupper() and read(named).person and not _is_placed(named):
            return [
                *named,
                *[token for token in previous.sentence.tokens[named[-1].n + 1 : tokens[-1].n + 1] if token.text != ","],
            ]
    if (
        tokens[0].low in ("a", "an")
        and tokens[0].previous is not None
        and ((is_body(tokens[0].previous) and is_named(tokens[0].previous)) or tokens[0].previous.text.isupper())
    ):
        return before(tokens[0].previous)
    return tokens


def _agent(verb: Token) -> list[Token]:
    by = next((kid for kid in verb.kids if kid.low == "by" and kid.n > verb.n), None)
    found = after(by.n + 1, verb.sentence.tokens) if by is not None and not _is_aside(verb) else []
    return found if found and can_speak(head_of(found)) else []


def _is_aside(verb: Token) -> bool:
    """Whether it only says whose a deed is: "bombings claimed by the militia", but "the attack was claimed by …"."""
    return verb.lemma == "claim" and not any(kid.dep == "auxpass" for kid in verb.kids)


def _closing(verb: Token) -> list[Token]:
    """Who closes a sentence, where the parser takes the verb for a participle: "…, military sources reported here"."""
    ends = verb.n >= len(verb.sentence.tokens) - _CLOSING and verb.head is verb.previous
    speaker = before(verb.head) if ends and can_speak(verb.head) and not is_carrier(verb.head) else []
    return speaker if speaker and speaker[0].n > 1 and clause_before(speaker[0]) else []


def _antecedent(token: Token) -> list[Token]:
    for above in token.ancestors():
        if above.dep == "relcl":
            return phrase_around(above.head) if can_speak(above.head) else []
    return []


def _just_before(verb: Token) -> Token | None:
    """The word just before the verb and its auxiliaries and adverbs."""
    previous = verb.previous
    if previous is not None and previous.text in (")", "]"):
        opening = next(
            (token for token in reversed(previous.sentence.tokens[: previous.n]) if token.text in ("(", "[")), None
        )
        previous = opening.previous if opening is not None else None
    while previous is not None and (
        previous.low in words("days")
        or previous.low == "on"
        or (previous.pos in ("AUX", "ADV", "PART") and previous.text not in ("'s", "’s"))
        or previous.low in ("has", "have", "had", "also")
    ):
        previous = previous.previous
    return previous if previous is not None and (can_speak(previous) or can_speak(head_of(before(previous)))) else None


def _placed_before(verb: Token) -> Token | None:
    """The body whose place stands between it and the verb: "…, the health ministry in the enclave said"."""
    place = verb.previous
    if place is None or place.dep != "pobj" or place.head.dep != "prep":
        return None
    return place.head.head if is_body(place.head.head) else None


def _parsed_subject(verb: Token) -> Token | None:
    subjects = [kid for kid in verb.kids if kid.dep in ("nsubj", "nsubjpass")]
    subjects += [kid for said in verb.kids if said.dep == "csubj" for kid in said.kids if kid.dep == "nsubj"]
    if subjects:  # "the president, addressing a rally, said", too
        return max(subjects, key=lambda subject: subject.n if subject.n < verb.n else -1)
    if verb.dep == "acl" and verb.tag == "VBG":
        return verb.head if verb.head.dep != "pobj" else None
    if (
        verb.dep in ("conj", "xcomp", "advcl", "parataxis")
        and verb.head.pos in ("VERB", "AUX")
        and verb.head is not verb
    ):
        return _parsed_subject(verb.head)
    return None


def outlet_told(verb: Token) -> list[Token]:
    """The outlet that was told: "told the Meridian", "told state television"; nobody where persons were."""
    if verb.lemma != "tell" or verb.next is None:
        return []
    found = after(verb.n + 1, verb.sentence.tokens)
    while found and found[-1].low in words("tail"):
        found = found[:-1]
    if (
        not found
        or is_country(found[-1])
        or any(token.tag == "NNS" and token.text[0].islower() for token in (found[0], found[-1]))
    ):
        return []
    phrase = read(found)
    medium = bool({word.lower() for word in phrase.name.split()} & words("media"))
    return (
        found
        if medium
        or (
            is_named(found[-1])
            and not phrase.person
            and len(found) <= 4
            and (found[0].pos != "DET" or found[-1].text.isupper())
        )
        else []
    )
