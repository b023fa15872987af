"""Who is credited with which words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from marsad.extract.rules.bounds import TURN, bounded
from marsad.extract.rules.credit import OWNED, Credit
from marsad.extract.rules.grammar import is_passive, is_unclaimed
from marsad.extract.rules.nouns import counted, is_country, lemma, noun_classes
from marsad.extract.rules.parties import is_listed
from marsad.extract.rules.quotations import run_on
from marsad.extract.rules.reporting import (
    FINITE,
    as_saying,
    author_of,
    clause_before,
    head_of,
    is_pronoun,
    is_reporting,
    joined_with,
    outlet_told,
    phrase_around,
    reporting_verbs,
    speaker_behind,
    speaker_of,
)
from marsad.extract.rules.speaker_kinds import ARMED_GROUP
from marsad.extract.rules.speaker_name import Phrase, read
from marsad.extract.rules.speaker_phrase import (
    after,
    before,
    can_speak,
    is_body,
    is_carrier,
    is_named,
    is_person_noun,
    words,
)
from marsad.extract.rules.speakers import Speaker, Speakers
from marsad.extract.sentence import Sentence, Token
from marsad.lexicon import load
from marsad.model import Mention, Span

_OWN = {"its": "it", "their": "they"}
_TAIL = 9  # words that may follow a reporting verb which closes its sentence ("told reporters by phone on Friday")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A credit before its speaker is resolved: the words that name the speaker, and the carrier's."""

    verb: Token
    speaker: list[Token]
    start: int
    end: int
    way: str
    because: str
    carrier: list[Token]


def credited(sentences: list[Sentence], text: str) -> list[list[Credit]]:
    """Credits of each sentence; quotations and statements that run on keep their speaker."""
    cues = [list(_cues(sentence)) for sentence in sentences]
    speakers = speakers_in(sentences, text)
    for row in cues:
        for cue in row:
            for part in (cue.speaker, cue.carrier, *joined_with(cue.speaker)):
                speakers.meet(read(part))
    found = [[credit for cue in row if (credit := _credit(cue, speakers)) is not None] for row in cues]
    found = [bounded(row) for row in found]
    _mend(sentences, found)
    return run_on(sentences, text, found, _authors(text, sentences, speakers))


def speakers_in(sentences: Sequence[Sentence], text: str) -> Speakers:
    """Whoever may speak in a document, the persons with titles and the bodies that it names noted."""
    speakers = Speakers(text)
    for phrase in _named(sentences, text):
        speakers.note(phrase)
    return speakers


def _named(sentences: Sequence[Sentence], text: str) -> Iterator[Phrase]:
    """Persons named behind what they are ("the ambassador in Konga Ann Lee"), bodies, armed groups, in order."""
    single = words("single")
    for sentence in sentences:
        for token in sentence.tokens:
            named = is_named(token)
            if named and is_body(token):
                yield read(_own(phrase_around(token)))
            elif named and is_listed(token):
                name = _group_name(token, text)
                yield Phrase((token,), name, "", name, ARMED_GROUP, definite=False)
            elif lemma(token) in single:
                found = phrase_around(token)
                if found[-1].n > token.n:
                    yield read(found)


def _group_name(last: Token, text: str) -> str:
    """The name that ends with the word, as printed: "Al-Shabaab", without a nation's adjective before it."""
    first = last
    while (before := first.previous) is not None and _belongs(before, first):
        first = before
    return text[first.start : last.end]


def _belongs(before: Token, word: Token) -> bool:
    """Whether the word before is part of the name: one with a capital, or "al" and "-" written together with it."""
    glued = before.end == word.start and before.low not in ("'s", "’s", "(", '"')
    return (glued or is_named(before)) and not is_country(before)


def _own(tokens: list[Token]) -> list[Token]:
    """A body's phrase without those who belong to it: "fighters of the Front"."""
    pairs = enumerate(pairwise(tokens))
    of = next((at + 1 for at, (one, two) in pairs if two.low == "of" and is_person_noun(one)), -1)
    return tokens[of + 1 :]


def _mend(sentences: list[Sentence], found: list[list[Credit]]) -> None:
    """Where a sentence was cut in two ("… said Gen. | Ann Lee"), its closing credit holds in both halves."""
    for at in range(len(sentences) - 1, 0, -1):
        one, two = sentences[at - 1], sentences[at]
        if (
            found[at]
            and not found[at - 1]
            and one.paragraph == two.paragraph
            and _cut(one)
            and not _told(two, found[at][0])
        ):
            found[at - 1] = [replace(found[at][0], start=one.start, end=one.end, way="closing")]


def _cut(sentence: Sentence) -> bool:
    """Whether the sentence breaks off: no stop at its end, or only a title's."""
    last = sentence.tokens[-1]
    title = last.previous if last.text == "." and last.previous is not None else last
    return title.low.removesuffix(".") in words("stopped_titles") or last.text[-1].isalnum()


def _told(sentence: Sentence, credit: Credit) -> bool:
    """Whether the credited words stand in the sentence itself."""
    return (
        credit.way in ("leading", "inverted", "around")
        or credit.head.n > 8
        or any(token.tag in FINITE for token in sentence.tokens[: credit.head.n])
    )


def _authors(text: str, sentences: list[Sentence], speakers: Speakers) -> list[Credit]:
    """The authors of statements that are printed whole, and of recorded speech, as brackets in the text name them."""
    if "[" not in text or not sentences:
        return []
    end = sentences[-1].end
    found = []
    for pattern, verb in zip(_patterns(), ("statement", "record"), strict=True):
        for match in pattern.finditer(text):
            head = next((sentence.tokens[0] for sentence in sentences if sentence.end > match.end()), None)
            if head is not None:
                found.append(
                    Credit(speakers.printed(match.group(1)), head, match.end(), end, verb, "", way="statement")
                )
    return found


@cache
def _patterns() -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    table = load("lexicon/en/attribution.yml")
    return re.compile(table["printed_statement"], re.IGNORECASE), re.compile(table["recorded"], re.IGNORECASE)


def _cues(sentence: Sentence) -> list["_Cue"]:
    found = map(_cue, sentence.tokens)
    return [cue for cue in found if cue is not None and cue.speaker]


def _cue(token: Token) -> "_Cue | None":
    """What the word credits, and to whom; None where it credits nothing."""
    cue = None
    if token.low == "according" and token.next is not None and token.next.low == "to":
        cue = _according(token)
    elif token.pos == "VERB" and token.lemma in words("pass_on"):
        cue = _passed_on(token)
    elif token.pos == "NOUN" and token.lemma in words("reckonings"):
        cue = _reckoned(token)
    elif token.lemma == "be":
        cue = _reckons(token)
    elif is_reporting(token):
        cue = _passed_on(token) if as_saying(token) else _said(token)
    elif token.text == ":" and token.n:
        cue = _announced(token) or _issued(token)
    return cue


def _credit(cue: _Cue, speakers: Speakers) -> Credit | None:
    speaker = speaker_named(cue.speaker, speakers)
    carrier = speakers.carrier_name(read(cue.carrier)) if cue.carrier and not is_pronoun(head_of(cue.carrier)) else None
    if speaker is None or not speaker.name:
        return None
    head = cue.speaker[-1] if speaker.person else head_of(cue.speaker)
    also = tuple(
        Mention(found.name, Span(part[0].start, part[-1].end), found.name)
        for part in joined_with(cue.speaker)
        if (found := speaker_named(part, speakers)) is not None
    )
    return Credit(speaker.name, head, cue.start, cue.end, cue.verb.lemma, cue.because, carrier or None, cue.way, also)


def speaker_named(tokens: list[Token], speakers: Speakers) -> Speaker | None:
    """The speaker behind a phrase: a pronoun's noun, a statement's author, or who is named; None for nobody."""
    head = head_of(tokens)
    if is_pronoun(head) or head.tag == "PRP$":
        return speakers.pronoun(_OWN.get(head.low, head.low))
    phrase = read(tokens)
    if is_carrier(head) and not phrase.person:
        owner = author_of(head)
        if owner:
            return speaker_named(owner, speakers)
        return speakers.resolve(phrase, _led(tokens, speakers) or speakers.carrier(phrase))
    return speakers.resolve(phrase)


def _led(tokens: list[Token], speakers: Speakers) -> Speaker | None:
    """The author printed before the carrier ("a ministry statement", "the bureau's report")."""
    head = head_of(tokens)
    front = [token for token in tokens if token.n < head.n]
    while front and front[-1].text in ("'s", "’s", "'", "-"):
        front = front[:-1]
    if not front or not (is_named(front[-1]) or lemma(front[-1]) in words("body")) or front[-1].pos == "ADJ":
        return None
    return speakers.resolve(read(front))


def _according(token: Token) -> _Cue | None:
    """Read "according to X"."""
    sentence = token.sentence
    at = token.n + 2
    if at >= len(sentence.tokens):
        return None
    first = sentence.tokens[at]
    speaker = [first] if first.tag == "PRP" else after(at, sentence.tokens)
    pobj = next((kid for kid in sentence.tokens[at - 1].kids if kid.dep == "pobj"), None)
    if speaker and pobj is not None and speaker[-1].n < pobj.n <= speaker[-1].n + 5 and not is_named(pobj):
        speaker = sentence.tokens[speaker[0].n : pobj.n + 1]
    if not speaker or not (speaker[0].tag == "PRP" or can_speak(counted(head_of(speaker)))):
        return None
    end = _turn(speaker[-1])
    return _Cue(token, speaker, sentence.start, end, "according", '"according to" credits it', [])


def _turn(last: Token) -> int:
    """Where what is credited ends: at the turn to another matter (", while a soldier …"), or with the sentence."""
    tokens = last.sentence.tokens
    behind = tokens[last.n + 1 : last.n + 3]
    turns = last.n > _TAIL and len(behind) == 2 and behind[0].text == "," and behind[1].low in TURN
    return behind[0].end if turns else last.sentence.end


def _announced(colon: Token) -> _Cue | None:
    """Read a speaker before a colon, by a quotation or by what speaks: "UN: “shells fell”", "Police: 12 killed"."""
    quoted = colon.next is not None and colon.next.text in ('"', "“")
    speaker = before(colon.previous) if colon.previous is not None else []
    if (
        not speaker
        or not (quoted or _opens_with(speaker))
        or not can_speak(head_of(speaker))
        or any(token.tag in FINITE for token in colon.sentence.tokens[: colon.n])
    ):
        return None
    return _Cue(colon, speaker, colon.start, colon.sentence.end, "leading", "a colon and its words follow", [])


def _issued(colon: Token) -> _Cue | None:
    """Read a statement given before a colon: "the minister made the following remarks: …"."""
    front = colon.sentence.tokens[: colon.n]
    given = next((token for token in reversed(front) if token.dep == "dobj" and is_carrier(token)), None)
    if given is None or given.head.lemma not in words("issuing") or given.head.pos != "VERB":
        return None
    speaker = speaker_of(given.head)
    because = f'"{given.head.text}" gives its {given.text}'
    return _Cue(given.head, speaker, colon.start, colon.sentence.end, "leading", because, [])


def _opens_with(speaker: list[Token]) -> bool:
    """Whether the sentence opens with a body that speaks, and no place: "SOHR: seven people were killed"."""
    head = head_of(speaker)
    initials = head.text.isupper() and 1 < len(head.text) < 6 and not is_country(head)
    return speaker[0].n == 0 and (initials or is_body(head) or is_person_noun(head))


def _reckoned(noun: Token) -> _Cue | None:
    """Read "by the count of X", "by X's reckoning", "in his words"."""
    preposition = noun.head.low if noun.dep == "pobj" else ""
    if preposition != "by" and (preposition != "in" or noun.lemma != "word"):
        return None
    speaker = [kid for kid in noun.kids if kid.tag == "PRP$" and kid.low != "my"] or author_of(noun)
    if not speaker or not (speaker[0].tag == "PRP$" or can_speak(head_of(speaker))):
        return None
    sentence = noun.sentence
    return _Cue(noun, speaker, sentence.start, sentence.end, "according", f'"by {noun.text}" credits it', [])


def _reckons(verb: Token) -> _Cue | None:
    """Read "the army's assessment is that six died", "their count is 40"."""
    noun = next((kid for kid in verb.kids if kid.dep == "nsubj" and kid.lemma in words("reckonings")), None)
    told = any(kid.dep == "ccomp" or (kid.dep == "attr" and kid.pos == "NUM") for kid in verb.kids)
    owner = next((kid for kid in noun.kids if kid.dep == "poss"), None) if noun is not None and told else None
    if noun is None or owner is None or not (owner.tag == "PRP$" or can_speak(owner)):
        return None
    speaker = [owner] if owner.tag == "PRP$" else before(owner)
    because = f'"{noun.text} {verb.text}" credits it'
    return _Cue(verb, speaker, owner.end, verb.sentence.end, "leading", because, [])


def _passed_on(verb: Token) -> _Cue | None:
    """Read "ANA quoted a military source as saying": the source is the one quoted, the carrier is via."""
    tokens = verb.sentence.tokens
    passive = is_passive(verb)
    if passive:
        speaker = speaker_of(verb) or []
        by = next((token for token in tokens[verb.n + 1 : verb.n + 6] if token.low == "by"), None)
        carrier = after(by.n + 1, tokens) if by is not None else []
    else:
        speaker = after(verb.n + 1, tokens)
        subject = speaker_of(verb)
        carrier = subject or []
    if not speaker or (not can_speak(counted(head_of(speaker))) and not can_speak(head_of(speaker))):
        return None
    if lemma(head_of(speaker)) in words("harm"):
        return None  # "citing the death of a soldier"
    if counted(head_of(speaker)) is not head_of(speaker):
        speaker = phrase_around(counted(head_of(speaker)))
    start, end = _content(verb, speaker[0] if passive else (carrier or [verb])[0])[:2]
    if verb.tag == "VBG" and clause_before(verb):  # "…, the agency reported, citing the police"
        start, end = verb.sentence.start, verb.sentence.end
    return _Cue(verb, speaker, start, end, "quoted", f'"{verb.text}" passes on its words', carrier)


def _said(verb: Token) -> _Cue | None:
    """A reporting verb with its speaker."""
    kind = reporting_verbs().get(verb.lemma, "plain")
    inverted = speaker_behind(verb) if kind == "plain" else []
    if inverted:
        return _inverted_cue(verb, inverted)
    speaker = speaker_of(verb)
    if not speaker:
        return None
    head = head_of(speaker)
    if is_carrier(head) and _governed(verb):
        return None
    start, end, way = _content(verb, speaker[0])
    if not _is_telling(verb, kind, way) or is_unclaimed(verb):
        return None
    because = f'"{verb.text}" credits it'
    return _Cue(verb, speaker, start, end, OWNED if _owns_up(verb) else way, because, outlet_told(verb))


def _owns_up(verb: Token) -> bool:
    """Whether responsibility is claimed, which tells who did it, not what came of it."""
    deed_claimed = verb.lemma == "claim" and is_passive(verb) and not _has_clause(verb)  # "the attack was claimed by …"
    return deed_claimed or any(token.low == "responsibility" for token in verb.sentence.tokens[verb.n + 1 : verb.n + 3])


def _is_telling(verb: Token, kind: str, way: str) -> bool:
    """Whether the verb, so used, credits words: not "to deny any haven", "continues to fight"."""
    told = any(kid.dep == "ccomp" for kid in verb.kids) or _that(verb)
    if (verb.tag == "VBG" and verb.dep in ("dobj", "pobj", "pcomp", "nsubj", "compound", "amod")) or (
        verb.lemma == "claim" and _claims_lives(verb)
    ):
        return False
    if any(kid.dep == "dobj" and kid.lemma in words("sworn") for kid in verb.kids):
        return False
    if kind == "act" and verb.dep == "acl" and not is_carrier(verb.head):
        return False
    goes_on = verb.head.lemma == "go" and verb.head is not verb  # "he went on to say"
    auxiliary = any(kid.low in ("did", "does", "do", "'t", "not") for kid in verb.kids)
    if verb.tag == "VB" and not (told or goes_on or auxiliary):
        return False
    if kind == "clause":
        return (
            told
            or _counts(verb)
            or (
                way == "closing"
                and verb.tag != "VB"
                and (verb.n >= len(verb.sentence.tokens) - 4 or _ends_quotation(verb))
                and bool(verb.kids)
            )
        )
    return kind != "act" or way != "closing"


def _counts(verb: Token) -> bool:
    """Whether it says how many were counted: "the mission recorded 3,254 casualties"."""
    counted_things = (kid for kid in verb.kids if kid.dep == "dobj")
    return verb.lemma in words("counting") and any(
        kid.dep == "nummod" for thing in counted_things for kid in thing.kids
    )


def _ends_quotation(verb: Token) -> bool:
    """Whether a quotation ends just before the verb and its speaker: "…,” it noted, adding that …"."""
    return any(token.text in ('"', "”") for token in verb.sentence.tokens[max(0, verb.n - 4) : verb.n])


def _claims_lives(verb: Token) -> bool:
    """Whether lives or bodies are claimed, which is no reporting: "the war claimed 380,000 lives"."""
    return any(
        kid.dep in ("dobj", "nsubjpass")
        and (
            kid.lemma in ("life", "body")
            or kid.pos == "NUM"
            or noun_classes(counted(kid)) & {"people", "civilians", "combatants"}
        )
        for kid in verb.kids
    )


def _that(verb: Token) -> bool:
    """Whether "that" opens what is told, a few words on."""
    return any(token.low == "that" and token.tag == "IN" for token in verb.sentence.tokens[verb.n + 1 : verb.n + 9])


def _inverted_cue(verb: Token, speaker: list[Token]) -> _Cue:
    sentence = verb.sentence
    rest = [token for token in sentence.tokens[speaker[-1].n + 1 :] if token.pos != "PUNCT"]
    end = sentence.end if len(rest) > _TAIL else verb.start
    return _Cue(verb, speaker, sentence.start, end, "inverted", f'"{verb.text}" credits it', [])


def _governed(verb: Token) -> bool:
    """Whether the verb is itself inside another's reported clause ("said reports indicated …")."""
    return verb.dep == "ccomp" and verb.head.lemma in reporting_verbs()


def _has_clause(verb: Token) -> bool:
    return any(kid.dep in ("ccomp", "parataxis") for kid in verb.kids) or verb.dep in ("parataxis", "ccomp")


def _content(verb: Token, speaker: Token) -> tuple[int, int, str]:
    """What the verb credits, and how: all before it at the end, all around it in the middle, else what follows."""
    sentence = verb.sentence
    front = speaker.n > 2 and clause_before(speaker)
    behind = _said_behind(verb)
    if front and not behind:
        tail = [token for token in sentence.tokens[verb.n + 1 :] if token.pos != "PUNCT"]
        return sentence.start, speaker.start if len(tail) <= _TAIL else sentence.end, "closing"
    left = any(kid.dep in ("ccomp", "parataxis") and kid.n < speaker.n for kid in verb.kids)
    inserted = verb.next is not None and verb.next.text == "," and speaker.n > 3
    if (
        left
        or inserted
        or (
            verb.dep in ("parataxis", "ccomp")
            and verb.head is not verb
            and not any(kid.dep == "ccomp" for kid in verb.kids)
            and verb.n > 3
            and verb.head.lemma not in reporting_verbs()
        )
    ):
        return sentence.start, sentence.end, "around"
    if verb.dep == "relcl":
        return min(token.start for token in (verb.head, *verb.head.lefts)), _right_edge(verb), "leading"
    end = sentence.end if verb.dep in ("ROOT", "conj") else _right_edge(verb)
    return verb.start, end, "leading" if _has_clause(verb) or _that(verb) else "object"


def _said_behind(verb: Token) -> bool:
    """Whether the words told follow the verb."""
    rest = verb.sentence.tokens[verb.n + 1 :]
    told = [token for token in rest if token.pos != "PUNCT"]
    if not told or told[0].tag == "VBG":
        return False
    if (
        told[0].low == "that"
        or any(kid.dep == "xcomp" and kid.n > verb.n for kid in verb.kids)
        or rest[0].text in (":", '"')
        or any(kid.dep == "ccomp" and kid.n > verb.n for kid in verb.kids)
    ):
        return True
    if told[0].low in words("tail") or (verb.lemma == "tell" and outlet_told(verb)):
        finite = [token for token in told if token.tag in FINITE and token.dep != "relcl"]
        return bool(finite) and any(token.low == "that" and token.pos == "SCONJ" for token in told[:8])
    return not (len(told) <= 2 and verb.lemma in ("say", "report", "add")) or any(
        kid.dep == "dobj" for kid in verb.kids
    )


def _right_edge(verb: Token) -> int:
    return max(token.end for token in verb.subtree())
