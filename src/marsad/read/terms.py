"""How inputs are to be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from marsad.read.defaults import Defaults
from marsad.read.fields import STANDARD
from marsad.read.limits import Limits


class Answer(Protocol):
    """What a web server sent: where the last redirect led, when (UTC), and the charset it declared."""

    @property
    def url(self) -> str:
        """The address that answered."""

    @property
    def body(self) -> bytes:
        """The bytes that it sent."""

    @property
    def charset(self) -> str:
        """The charset that it declared, or ""."""

    @property
    def retrieved(self) -> datetime:
        """When it answered."""


Fetch = Callable[[str], Answer]
"""Gets what is at an http or https address; raises `InputError` where it cannot or may not."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands in for what inputs leave out, and what they may cost.

    `columns` maps the fields of a document to the names that tables and JSON give them. `at` is when reading began
    (UTC): files on disk are kept as retrieved then. Without `fetch` nothing is got from the network.
    """

    defaults: Defaults = field(default_factory=Defaults)
    columns: Mapping[str, str] = field(default_factory=lambda: STANDARD)
    limits: Limits = field(default_factory=Limits)
    fetch: Fetch | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
