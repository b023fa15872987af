"""What was read."""

from dataclasses import dataclass, field
from datetime import date

from marsad.model.ids import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report. Evidence offsets count code points of `text`; a title is no evidence.

    `id` is the id the input gave, or, where it gave none, a digest of locator and text.
    """

    text: str
    locator: str = ""
    id: str = ""
    title: str = ""
    published: date | None = None
    outlet: str = ""
    text_id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", digest("d", self.locator, self.text))
        object.__setattr__(self, "text_id", digest("t", self.text))
