"""Words that a report credits to somebody."""

from dataclasses import dataclass

from marsad.model.claim import Mention
from marsad.model.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """What somebody says, thinks, wants or judges, by the words of the report.

    `source` is who does, as printed and resolved within the document, None where the report names nobody; `cue` the
    words that tell it ("said", "called for"); `content` the stretches that are told, in reading order. `frame` is how:
    clause, quotation, object, infinitive, preposition, noun, adjective, according or heading. `nested` if it stands
    inside what another source tells.
    """

    source: Mention | None
    cue: Span
    content: tuple[Span, ...]
    frame: str
    nested: bool = False
