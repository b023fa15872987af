"""What the public profile of an export withholds: names of people who are no public figures, contact data, exactness.

No list of private persons exists. So the rule is turned round: a name is shown if the registries or the gazetteer know
it, or if it is no name at all ("activists", "a military source"); every other name is withheld. This withholds too
much rather than too little.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from marsad.model import Precision
from marsad.run.veil import PART, names_in
from marsad.web.replies import Row

WITHHELD = "[withheld]"
SOMEBODY = "person"  # who made a claim by hand
_FIRST = re.compile(PART)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:\+|00)\d[\d\s().-]{7,}\d")
DECIMALS = {Precision.EXACT: 2, Precision.NEAR: 1, Precision.DISTRICT: 1}  # 0.01° is about a kilometre


@dataclass(slots=True)
class Public:
    """Makes rows fit for the public; `known` says of a name whether it may be shown. `withheld` counts by reason."""

    known: Callable[[str], bool]
    withheld: dict[str, int] = field(default_factory=dict)

    def claim(self, row: Row) -> Row:
        """Return the row of a claim without private names, and without quotations that hold some."""
        fit = dict(row)
        for slot in ("source", "via", "actor", "target"):
            if fit.get(slot) and self._private(fit[slot]):
                fit[slot] = WITHHELD
                self._count(f"names of people or bodies that no registry knows, as {slot}")
        if fit.get("by_hand"):
            fit["by_hand"], fit["origin"] = SOMEBODY, SOMEBODY
            self._count("names of analysts who made claims by hand")
        if fit.get("quote"):
            fit["quote"] = self._quotation(fit["quote"])
        return fit

    def located(self, row: Row) -> Row:
        """Return a row with coordinates no more exact than the place is known."""
        if row.get("latitude") is None:
            return row
        decimals = DECIMALS.get(Precision(row["precision"]), 0)
        return {**row, "latitude": round(row["latitude"], decimals), "longitude": round(row["longitude"], decimals)}

    def _quotation(self, quote: str) -> str:
        if _CONTACT.search(quote):
            self._count("quotations with contact data")
            return WITHHELD
        if any(not self.known(name) for name in names_in(quote)):
            self._count("quotations with names that no registry knows")
            return WITHHELD
        return quote

    def _private(self, name: str) -> bool:
        names = [name] if _FIRST.match(name) else list(names_in(name))
        return any(not self.known(each) for each in names)

    def _count(self, reason: str) -> None:
        self.withheld[reason] = self.withheld.get(reason, 0) + 1
