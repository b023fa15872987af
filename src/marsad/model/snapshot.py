"""The bytes that a document was read from, and how they came here."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Bytes as they were found, named by their content.

    `sha256` is 64 hex digits, `size` counts bytes, `media_type` is what they were recognised as ("text/html").
    `locator` is the file or address that held them, `retrieved` when (UTC). `reader` names what made the text of them
    and its version ("html/1"), as `Claim.origin` does for claims; `warnings` are its doubts, a sentence each.
    """

    sha256: str
    size: int
    media_type: str
    locator: str
    retrieved: datetime
    reader: str
    warnings: tuple[str, ...] = ()
