"""One act told by several words is one finding: "air strikes hit", "the blast was carried out by a bomber"."""

from collections.abc import Iterator

from marsad.extract.rules.finding import Finding
from marsad.extract.rules.nouns import has_figure
from marsad.extract.rules.roles import words
from marsad.extract.sentence import Token

_JOINING = frozenset({"be", "carry", "involve", "include"})
_Table = dict[tuple[str, int], Finding]


def one_telling(found: list[Finding]) -> list[Finding]:
    """The findings, without those that tell again what another in the sentence tells."""
    nouns = {(finding.kind, id(finding.trigger)): finding for finding in found if finding.frame.part == "noun"}
    verbs = {(finding.kind, id(finding.trigger)): finding for finding in found if finding.frame.part == "verb"}
    kept = []
    for finding in sorted(found, key=lambda finding: finding.frame.part != "noun"):
        if _is_told(finding, nouns, verbs):
            nouns.pop((finding.kind, id(finding.trigger)), None)
        else:
            kept.append(finding)
    kept.sort(key=lambda finding: finding.trigger.n)
    return [finding for at, finding in enumerate(kept) if not any(_same_victims(finding, other) for other in kept[:at])]


def hurt_as_well(finding: Finding) -> bool:
    """Whether dead and wounded are not told apart: "50 soldiers were killed or wounded"."""
    told = finding.trigger
    if told.lemma == "leave":
        told = next((kid for kid in told.kids if kid.low == "dead"), told)
    joint = told.next
    hurt = joint.next if joint is not None and joint.low == "or" else None
    return hurt is not None and hurt.dep == "conj" and hurt.low in words("hurt_words")


def _same_victims(one: Finding, other: Finding) -> bool:
    """One fact of the same people: "killed and mutilated five civilians", "crossed the river to flee"."""
    heads = {id(item) for item in one.role("victim")}
    return one.kind == other.kind and bool(heads) and heads == {id(item) for item in other.role("victim")}


def _is_told(finding: Finding, nouns: _Table, verbs: _Table) -> bool:
    """Whether another finding tells this act; that one takes over what this one knows."""
    if finding.frame.part == "noun":
        return _in_compound(finding, nouns) or _in_clause(finding, nouns, verbs)
    if finding.frame.part == "adjective":
        return finding.trigger.dep in ("acomp", "oprd") and (finding.kind, id(finding.trigger.head)) in verbs
    return finding.kind == "attack" and (_verb_is_told(finding, nouns) or _goes_on(finding, verbs))


def _in_compound(finding: Finding, nouns: _Table) -> bool:
    """One attack: "suicide bomb attack"; none: "combat outpost", "attack helicopter", "refugee camp"."""
    token = finding.trigger
    if (
        token.low in ("dead", "wounded", "injured", "operation")
        or token.dep not in ("compound", "nmod")
        or token.head.pos not in ("NOUN", "PROPN")
        or token.head.i < token.i
    ):
        return False
    outer = nouns.get((finding.kind, id(token.head)))
    if outer is not None:
        outer.means.append(token)
    return outer is not None or token.head.lemma not in words("scenes")


def _in_clause(finding: Finding, nouns: _Table, verbs: _Table) -> bool:
    """The noun is what a verb of the same kind speaks of, or says more about an act named before it."""
    token, kind = finding.trigger, finding.kind
    means = token.dep == "pobj" and token.head.low in ("under", "by", "with", "in")
    core = token.dep in ("dobj", "oprd", "nsubjpass", "nsubj", "attr", "advcl")
    verb = verbs.get((kind, id(token.head.head if means else token.head))) if means or core else None
    if verb is not None and kind == "attack" and means and not _counts_apart(verb, token):
        _serve(verb, finding)
        return True
    bearer = token.dep == "nsubj" and _is_bearer(finding)
    if verb is not None and not bearer and (kind != "attack" or _tells_by_object(verb)):
        return True
    main = _named_before(token, kind, nouns) if kind == "attack" else None
    if main is not None:
        main.means.append(token)
    return main is not None


def _counts_apart(verb: Finding, noun: Token) -> bool:
    """Two figures are two tellings: "dropped 1,000 bombs in 150 strikes"."""
    return has_figure(noun) and any(has_figure(item) for item in verb.role("count"))


def _serve(verb: Finding, noun: Finding) -> None:
    """The noun is the means of the verb's act ("was hit by a rocket", "died in"): the verb takes over what it knows."""
    verb.means.append(noun.trigger)
    for role in ("actor", "place", "count"):
        verb.roles[role] = [item for item in verb.role(role) if item is not noun.trigger] or [
            item for item in noun.role(role) if item is not noun.trigger or role == "count"
        ]


def _tells_by_object(verb: Finding) -> bool:
    """Whether the verb's object is its means ("fired rockets", "detonated a bomb"), no act of its own."""
    return str(verb.frame.rule.get("method", "")) in (
        "from_object",
        "from_subject",
        "explosion",
        "ied",
        "suicide_bombing",
        "chemical",
    )


def _named_before(token: Token, kind: str, nouns: _Table) -> Finding | None:
    """The act that this noun says more about: "the attack was an air strike", "was carried out by a bomber"."""
    by = token.dep == "pobj" and token.head.low in ("by", "with")
    verb = token.head.head if by else token.head if token.dep in ("attr", "dobj") else None
    if verb is None or verb.lemma not in _JOINING:
        return None
    subjects = [kid for kid in verb.kids if kid.dep in ("nsubj", "nsubjpass") and kid is not token]
    return next((nouns[kind, id(item)] for item in subjects if (kind, id(item)) in nouns), None)


def _verb_is_told(finding: Finding, nouns: _Table) -> bool:
    """A verb of attack around the noun of the attack tells nothing new: the noun takes its words."""
    told = [nouns[finding.kind, id(item)] for item in _around(finding) if (finding.kind, id(item)) in nouns]
    if _tells_by_object(finding):
        told = [noun for noun in told if noun.trigger is _described(finding.trigger) or _is_bearer(noun)]
    noun = told[0] if told else None
    if noun is not None:
        _absorb(noun, finding)
    return noun is not None


def _described(verb: Token) -> Token | None:
    """The noun that the verb's clause describes: "shells fired by the army"."""
    return verb.head if verb.dep in ("acl", "relcl") else None


def _is_bearer(noun: Finding) -> bool:
    """Whether the noun names who blew up with the bomb."""
    return bool(noun.frame.rule.get("method") == "suicide_bombing")


def _goes_on(finding: Finding, verbs: _Table) -> bool:
    """Whether the verb says where the first one's shell fell: "fired a round that landed in the street"."""
    verb = finding.trigger
    if verb.dep != "relcl":
        return False
    first = next(
        (other for other in verbs.values() if other.kind == finding.kind and verb.head in other.role("count")), None
    )
    if first is not None:
        first.roles["place"] = first.role("place") or finding.role("place")
    return first is not None


def _around(finding: Finding) -> Iterator[Token]:
    """The words by which a clause may name the act that its verb tells of."""
    args, verb = finding.args, finding.trigger
    yield from (item for item in [*args.subject, *args.object] if item.dep != "pobj")
    if verb.dep in ("acl", "relcl"):
        yield verb.head
        yield from (
            below
            for kid in verb.head.kids
            if kid.dep == "prep"
            for below in kid.kids
            if below.dep == "pobj" and below.i < verb.i
        )
    elif verb.dep in ("advcl", "xcomp") and verb.head.lemma in words("light"):
        yield from (kid for kid in verb.head.kids if kid.dep in ("dobj", "nsubjpass"))


def _absorb(noun: Finding, verb: Finding) -> None:
    noun.means.append(verb.trigger)
    for role in ("target", "place"):
        noun.roles[role] = noun.role(role) or [item for item in verb.role(role) if item is not noun.trigger]
    if noun.trigger not in verb.args.subject:
        noun.roles["actor"] = noun.role("actor") or [item for item in verb.role("actor") if item is not noun.trigger]
