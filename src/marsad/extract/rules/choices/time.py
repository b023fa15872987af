"""When it happened: the times that the report names near a fact, weighed."""

from marsad.extract.parse import Token
from marsad.extract.rules.choices.model import Option
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.time import TimeMention

_WINDOW = 3  # sentences on either side


def time_options(draft: Draft, report: Report, made: list[Draft]) -> list[Option[TimeMention | None]]:
    """No time, the times of its sentence, and those of the sentences around."""
    index = draft.sentence.index
    inside = usable(report.times[index])
    found: list[Option[TimeMention | None]] = [Option(None, _none(draft, inside), "no time is told for it")]
    for time in inside:
        found.append(Option(time, tuple(_same_sentence(draft, time, inside)), f'"{time.when.text}"'))
    for step in (-1, 1, -2, 2, -3, 3):
        if 0 <= index + step < len(report.times):
            for time in usable(report.times[index + step]):
                found.append(Option(time, tuple(_apart(draft, time, step, inside, report, made)), f'"{time.when.text}", told near it'))
    lead = next((time for row in report.times[:3] for time in usable(row)), None)
    if lead is not None and index > _WINDOW + 2:
        found.append(Option(lead, tuple(_lead(draft, inside)), f'"{lead.when.text}", told at the head of the report'))
    return found


def usable(times: list[TimeMention]) -> list[TimeMention]:
    """Times that say when, not how long or how often."""
    return [time for time in times if time.role in ("point", "since", "during", "until", "onset")]


def _none(draft: Draft, inside: list[TimeMention]) -> tuple[str, ...]:
    kind = _type(draft)
    return ("none", f"none inside={min(2, len(inside))}", f"none {kind} inside={min(1, len(inside))}", f"none {draft.finding.frame.part} {kind}", f"none tag={draft.finding.trigger.tag}", f"none tense={_tense(draft)} inside={min(1, len(inside))}", f"none polarity={draft.polarity}", f"none total={draft.cumulative}", f"none first={min(3, draft.sentence.index)}", f"none dep={draft.finding.trigger.dep}")


def _common(draft: Draft, time: TimeMention) -> list[str]:
    kind = _type(draft)
    days = (time.when.end - time.when.start).days if time.when.start and time.when.end else -1
    length = "open" if days < 0 else "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "long"
    return [f"role={time.role}", f"length={length}", f"role={time.role} {kind}", f"length={length} {kind}", f"length={length} figure={draft.quantity is not None}", f"length={length} total={draft.cumulative}"]


def _same_sentence(draft: Draft, time: TimeMention, inside: list[TimeMention]) -> list[str]:
    steps, up, words = distances(draft, time)
    kind = _type(draft)
    nearest = min(distances(draft, other)[0] for other in inside)
    return [*_common(draft, time), "here", f"here steps={min(6, steps)}", f"here up={min(5, up)}", f"here up={min(5, up)} {draft.finding.frame.part}", f"here nearest={steps == nearest} of={min(3, len(inside))}", f"here words={max(-5, min(5, words // 4))}", f"here {kind}", f"here inside={draft.start <= time.when.span.start < draft.end}", f"here tense={_tense(draft)}", f"here {kind} {draft.finding.frame.part} inside={draft.start <= time.when.span.start < draft.end}", f"here dep={draft.finding.trigger.dep} up={min(5, up)}"]


def _apart(draft: Draft, time: TimeMention, step: int, inside: list[TimeMention], report: Report, made: list[Draft]) -> list[str]:
    kind = _type(draft)
    bare = len(inside) == 0
    there = [other for other in made if other.sentence.index == draft.sentence.index + step]
    same = any(other.kind == draft.kind for other in there)
    place = any(other.place is not None and draft.place is not None and other.place.name == draft.place.name for other in there)
    paragraph = report.sentences[draft.sentence.index + step].paragraph == draft.sentence.paragraph
    return [*_common(draft, time), "apart", f"apart step={step} bare={bare}", f"apart step={step} bare={bare} place={place}", f"apart {kind} bare={bare}", f"apart same={same} bare={bare} place={place}", f"apart tense={_tense(draft)} bare={bare}", f"apart total={draft.cumulative} role={time.role}", f"apart paragraph={paragraph} bare={bare} before={step < 0}", f"apart part={draft.finding.frame.part} {kind} bare={bare}", f"apart definite={definite(draft)} step={step}"]


def _lead(draft: Draft, inside: list[TimeMention]) -> list[str]:
    return ["lead", f"lead bare={len(inside) == 0}", f"lead {_type(draft)}", f"lead definite={definite(draft)}", f"lead total={draft.cumulative}"]


def definite(draft: Draft) -> bool:
    """Whether the words point back: "the attack", "those killed"."""
    words = [draft.finding.trigger, *([draft.victim] if draft.victim is not None else [])]
    return any(kid.low in ("the", "this", "that", "these", "those") for word in words for kid in word.kids)


def _tense(draft: Draft) -> str:
    token = draft.finding.trigger
    verb = token if token.pos in ("VERB", "AUX") else next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), token)
    if verb.tag == "VBN":
        return "have" if any(kid.lemma == "have" for kid in verb.kids) else "VBN"
    return "ing-now" if verb.tag == "VBG" and any(kid.low in ("is", "are") for kid in verb.kids) else verb.tag


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def distances(draft: Draft, time: TimeMention) -> tuple[int, int, int]:
    """Steps in the tree between time and trigger, of these the steps up from the trigger, and words between them (signed)."""
    tokens = draft.sentence.tokens
    at: Token = next((token for token in tokens if token.end > time.when.span.start), tokens[-1])
    above = {id(token): steps for steps, token in enumerate([draft.finding.trigger, *draft.finding.trigger.ancestors()])}
    steps = 0
    token = at
    while id(token) not in above and token.head is not token:
        token, steps = token.head, steps + 1
    up = above.get(id(token), 8)
    return steps + up, up, at.n - draft.finding.trigger.n
