"""The trees of sentences, mended where the parser is known to err."""

from typing import Any

from marsad.extract.sentence import Token
from marsad.lexicon import load

_JOINED = frozenset({"conj", "appos"})
_PAST = frozenset({"VBN", "VBD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_COUNTED = frozenset({"NUM", "NOUN"})
_MOST = frozenset({"most", "many", "some", "half", "several"})
_OF_CLAUSE = frozenset({"acl", "punct", "prep", "advmod", "npadvmod", "cc", "advcl", "mark"})
_NEAR = 12  # words before a noun within which its own stand


def mend(tokens: list[Token]) -> None:
    """Mend the trees of a stretch of text, word by word."""
    for token in tokens:
        _mend(token, tokens)


def _mend(token: Token, tokens: list[Token]) -> None:
    """Mend the tree around a word."""
    if _is_sunk(token, tokens):
        _raise_verb(token.head, tokens)
    elif _are_more(token, tokens):
        token.lemma, token.pos, token.dep = "other", "NOUN", "nsubj"
    elif token.dep in _SUBJECTS:
        if (whole := _are_among(token, tokens) or _are_most(token, tokens)) is not None:
            _make_subject(whole, token)
    elif token.dep == "dobj" and token.low in _words("frame_words", "in_flames"):
        _free_thing(token, tokens)
    elif token.dep == "appos" and _speaks(token, tokens):
        _free_speaker(token, tokens)
    elif token.pos == "VERB":
        _mend_verb(token, tokens)
    else:
        _mend_deed(token, tokens[max(0, token.i - 1)], tokens)


def _mend_deed(token: Token, before: Token, tokens: list[Token]) -> None:
    """Mend what the word before it did, or was aimed at."""
    if token.dep == "prep" and _aims(token, before, tokens):
        token.head = before
    elif token.low == "dead" and _is_shot_dead(token, before, tokens):
        _raise_shot(before, token, tokens)


def _mend_verb(verb: Token, tokens: list[Token]) -> None:
    """Mend what hangs on a verb, and on what it hangs."""
    if verb.tag in _PAST and (deed := _deed_of_supposed(verb, tokens)) is not None:
        _raise_deed(verb, deed, tokens)
    elif verb.dep == "acl" and verb.tag == "VBN" and _closes(verb, tokens):
        _free_report(verb)
    elif (speaker := _joined_speaker(verb, tokens)) is not None:
        _hang(speaker, verb, "nsubj")
    elif verb.tag == "VBN" and verb.i and _befell(tokens[verb.i - 1]):
        _hang(tokens[verb.i - 1], verb, "nsubjpass")
        verb.dep = "conj"
    elif verb.dep == "conj" and (borne := _bore(verb, tokens)) is not None:
        _hang(borne, verb, "nsubjpass")


def _aims(preposition: Token, act: Token, tokens: list[Token]) -> bool:
    """Whether "on" says what the act was aimed at, and hangs on the verb: "killed six in a raid on a farm"."""
    if preposition.low not in ("on", "against") or act.lemma not in _words("frame_words", "aimed"):
        return False
    under = act.dep == "pobj" and act.head.head is preposition.head and preposition.head.pos == "VERB"
    return under and any(
        token.head is preposition and _may_be_hit(token) for token in tokens[preposition.i + 1 :][:_NEAR]
    )


def _may_be_hit(token: Token) -> bool:
    """Whether it is no day or month."""
    tables = _words("time", "tables")
    return token.dep == "pobj" and token.low not in tables["weekday"] and token.low not in tables["month"]


def _is_shot_dead(dead: Token, shot: Token, tokens: list[Token]) -> bool:
    """Whether "shot" is held for a noun, and "dead" for a verb: "men on a motorcycle shot dead a mayor"."""
    kids = {token.dep for token in tokens if token.head is dead}
    return shot.low == "shot" and shot.pos == "NOUN" and "nsubj" in kids and "dobj" in kids


def _raise_shot(shot: Token, dead: Token, tokens: list[Token]) -> None:
    """Make "shot" the verb; the noun before it takes its place."""
    before = tokens[shot.i - 1]
    for token in tokens:
        if token.head is shot and token is not before:
            token.head = before
        elif token.head is dead and token is not dead:
            token.head = shot
    before.head, before.dep = shot.head, shot.dep
    shot.head, shot.dep = (shot if dead.head is dead else dead.head), dead.dep
    shot.lemma, shot.pos, shot.tag = "shoot", "VERB", "VBD"
    dead.head, dead.dep = shot, "oprd"


def _befell(figure: Token) -> bool:
    """Whether a figure joined to "dead" is whom the next word tells of: "left 30 people dead and 100 wounded"."""
    return figure.pos == "NUM" and figure.dep == "conj" and figure.head.low == "dead"


def _bore(verb: Token, tokens: list[Token]) -> Token | None:
    """Who bore it, held for a joined verb: "five people died and nine, including a child, were wounded"."""
    kids = [token for token in tokens[verb.head.i : verb.i] if token.head is verb]
    if not any(kid.dep == "auxpass" for kid in kids) or any(kid.dep in _SUBJECTS for kid in kids):
        return None
    between = tokens[verb.head.i + 1 : verb.i]
    return next((one for one in between if one.head is verb.head and one.dep == "conj" and one.pos in _COUNTED), None)


def _hang(token: Token, head: Token, dep: str) -> None:
    """Hang a word on another, unless that one hangs below it."""
    above = head
    while above.head is not above and above is not token:
        above = above.head
    if above is not token:
        token.head, token.dep = head, dep


def _words(file: str, name: str) -> Any:
    return load(f"lexicon/en/{file}.yml")[name]


def _are_more(token: Token, tokens: list[Token]) -> bool:
    """Whether "more", held for a manner, counts those of whom the next verb tells: "killed and many more injured"."""
    if token.low != "more" or token.dep != "advmod":
        return False
    verb, before = token.head, tokens[token.i - 1]
    joined = verb.dep == "conj" and verb.tag in ("VBN", "VBD") and verb.i == token.i + 1
    return joined and (before.pos == "NUM" or before.low in _words("frame_words", "before_more"))


def _are_among(part: Token, tokens: list[Token]) -> Token | None:
    """Of whom a verb tells that the tree gives to some of them alone: "said 11 men, among them two boys, died"."""
    near = tokens[max(0, part.i - _NEAR) : part.i]
    among = next((token for token in near if token.head is part and token.low in ("among", "including")), None)
    if among is None or among.i < 2 or tokens[among.i - 1].text != ",":
        return None
    whole = tokens[among.i - 2]
    said = whole.dep == "dobj" and whole.pos == "NOUN" and part.head.dep == "ccomp" and part.head.head is whole.head
    return whole if said else None


def _make_subject(whole: Token, part: Token) -> None:
    """Make those counted the subject in place of some of them, and of what these are said to be."""
    said = part.head if part.head.dep in _SUBJECTS and part.head.pos != "VERB" else None
    subject = said or part
    _hang(whole, subject.head, subject.dep)
    if said is not None:
        said.head, said.dep = part, "appos"
    part.head, part.dep = whole, "appos"


def _are_most(part: Token, tokens: list[Token]) -> Token | None:
    """The same where only a figure stands before: "over 400,000, most of them Syldavians, have crossed"."""
    before = tokens[max(0, part.i - 2) : part.i]
    of = tokens[part.i + 1 : part.i + 3]
    counted = len(before) == 2 and before[0].pos == "NUM" and before[1].text == ","
    points = part.low in _MOST and [token.low for token in of] == ["of", "them"]
    return before[0] if counted and points else None


def _free_thing(state: Token, tokens: list[Token]) -> None:
    """Make what burns the object, where the word for it is held for a noun: "set a depot ablaze"."""
    thing = tokens[state.i - 1]
    if thing.head is not state or thing.pos not in ("NOUN", "PROPN"):
        return
    for token in tokens:
        if token.head is state and token is not thing:
            token.head = thing if token.i < thing.i else state.head
    thing.head, thing.dep = state.head, "dobj"
    state.pos, state.dep = "ADJ", "oprd"


def _joined_speaker(verb: Token, tokens: list[Token]) -> Token | None:
    """Who says so where the tree joins him to whom he tells of: "killing 30 soldiers, an officer and a medic said"."""
    if verb.lemma not in _words("attribution", "say")["plain"] or not verb.i:
        return None
    if any(token.head is verb and token.dep in ("nsubj", "nsubjpass") for token in tokens):
        return None
    last = first = tokens[verb.i - 1]
    while first.head.dep in _JOINED and first.dep == "conj" and _may_speak(first.head):
        first = first.head
    opens = min([first.i, *(token.i for token in tokens if token.head is first)])
    apart = first.dep in _JOINED and _may_speak(last) and _may_speak(first)
    return first if apart and opens and tokens[opens - 1].text == "," else None


def _may_speak(noun: Token) -> bool:
    return noun.lemma in _words("attribution", "person") or noun.lemma in _words("attribution", "body")


def _speaks(speaker: Token, tokens: list[Token]) -> bool:
    """Whether what stands beside a name speaks, and the name is what the verb before it hit.

    "Shells hit Harga, the monitor said": a name before a comma may be held for the one who said so.
    """
    name, says = speaker.head, _words("attribution", "say")["plain"]
    if name.dep != "nsubj" or name.head.lemma not in says or not 0 < name.i < speaker.i < name.head.i:
        return False
    verb = tokens[name.i - 1]
    opens = tokens[name.i + 1].text == "," and tokens[name.i + 2].low == "the"
    return opens and verb.pos == "VERB" and not any(token.head is verb and token.dep == "dobj" for token in tokens)


def _deed_of_supposed(held: Token, tokens: list[Token]) -> Token | None:
    """What those did who are held for something: of "men believed to be rebels shot" the tree makes a belief."""
    if held.lemma not in _words("attribution", "supposing"):
        return None
    kids = [token for token in tokens if token.head is held and token is not held]
    called = any(kid.dep == "xcomp" for kid in kids)
    subject = any(kid.dep == "nsubj" for kid in kids) and not any(kid.dep in ("aux", "auxpass") for kid in kids)
    deed = next((kid for kid in kids if kid.dep == "ccomp" and kid.tag in _FINITE and kid.i > held.i), None)
    return deed if called and subject else None


def _raise_deed(held: Token, deed: Token, tokens: list[Token]) -> None:
    """Make the deed the verb of its clause, with those who are held for something as its subject."""
    kids = [token for token in tokens if token.head is held and token is not held]
    called = next(kid for kid in kids if kid.dep == "xcomp")
    for token in tokens:
        if token.head is deed and token.dep in _SUBJECTS:
            token.head, token.dep = called, "attr"  # the rebels of "men believed to be rebels shot"
    deed.head, deed.dep = (deed if held.head is held else held.head), held.dep
    for kid in kids:
        if kid.dep == "nsubj":
            kid.head = deed
            held.head, held.dep = kid, "acl"
        elif kid.i > deed.i:
            kid.head = deed


def _closes(verb: Token, tokens: list[Token]) -> bool:
    """Whether it says at a sentence's end who told so, and is held for a participle: "…, an agency reported in May"."""
    if verb.lemma not in _words("attribution", "say")["plain"] or not _may_report(verb.head, tokens):
        return False
    opens = min(token.i for token in tokens if token.head is verb.head)
    behind = [token for token in tokens[verb.i + 1 :] if token.head in (verb, verb.head)]
    times = all((token.dep == "prep" and token.low in ("in", "on")) or token.pos == "PUNCT" for token in behind)
    return times and opens > 1 and tokens[opens - 1].text == ","


def _may_report(noun: Token, tokens: list[Token]) -> bool:
    """Whether it is somebody told of for the first time: "a UN panel of experts"."""
    articles = any(token.head is noun and token.low in ("a", "an", "the") for token in tokens)
    return articles and noun.pos in ("NOUN", "PROPN") and noun.dep in ("npadvmod", "appos", "conj", "dobj")


def _free_report(verb: Token) -> None:
    """Make who says so the subject of the sentence's verb, under which stands what is said."""
    speaker = verb.head
    told = speaker
    while told.head is not told:
        told = told.head
    speaker.head, speaker.dep = verb, "nsubj"
    told.head, told.dep = verb, "ccomp"
    verb.head, verb.dep, verb.tag = verb, "ROOT", "VBD"


def _free_speaker(speaker: Token, tokens: list[Token]) -> None:
    name = speaker.head
    _hang(speaker, name.head, "nsubj")
    _hang(name, tokens[name.i - 1], "dobj")


def _is_sunk(subject: Token, tokens: list[Token]) -> bool:
    """Whether the verb of a subject with its article, or of "that", is held for a participle before its object."""
    verb = subject.head
    if subject.dep != "nsubj" or (verb.dep, verb.pos) != ("amod", "VERB") or not subject.i < verb.i < verb.head.i:
        return False
    if tokens[verb.i - 1].text == "-":
        return False
    return subject.tag == "WDT" or any(token.head is subject and token.dep == "det" for token in tokens[: subject.i])


def _raise_verb(verb: Token, tokens: list[Token]) -> None:
    """Make a verb that has a subject of its own, and is held for a quality of its object, the head of its clause.

    "A car bomb targeted soldiers": no participle before a noun has a subject.
    """
    noun = verb.head
    verb.head = noun.head if noun.head is not noun else verb
    verb.tag, verb.dep = "VBD", noun.dep
    for token in tokens:
        if token.head is noun and token is not verb and (token.i < verb.i or token.dep in _OF_CLAUSE):
            token.head = verb
            token.dep = "advcl" if token.dep == "acl" else token.dep
    noun.head, noun.dep = verb, "dobj"
