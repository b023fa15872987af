"""A speaker and the words credited to it."""

from dataclasses import dataclass

from marsad.extract.sentence import Token
from marsad.model import Mention

OWNED = "owned"


@dataclass(frozen=True, slots=True)
class Credit:
    """A speaker and the stretch of text credited to it.

    `start`/`end` bound the content; `verb` is the cue's lemma; `name` is resolved within the document; `via` the
    carrier; `head` the speaker's noun; `way` how the words are credited: closing, leading, object, around, inverted,
    according, owned (responsibility claimed), quoted, statement (after a colon, or printed whole), quotation (run on)
    or we (first person); `also` those credited jointly.
    """

    name: str
    head: Token
    start: int
    end: int
    verb: str
    because: str
    via: str | None = None
    way: str = ""
    also: tuple[Mention, ...] = ()
