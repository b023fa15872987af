"""Each field of a claim in as few characters as make it clear: the words of tables and pages."""

from calendar import monthrange
from datetime import date

from marsad.model import Claim, Document, Hedge, Mention, Polarity, Quantity, When

LONGEST = 280  # characters of a quotation; all of it is in the other format
MONTHS = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SIGNS = {Hedge.ABOUT: "~", Hedge.AT_LEAST: "≥", Hedge.AT_MOST: "≤"}


def plain(text: str) -> str:
    """Return `text` on one line, without characters that would steer a terminal."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def count(number: int, noun: str) -> str:
    """Return "no claims", "1 claim", "12 claims"."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def headline(document: Document) -> str:
    """Return the title, or else where the document was found."""
    return plain(document.title or document.locator or document.id)


def byline(document: Document, claims: int) -> str:
    """Return outlet, day and place of a document, and how many claims it makes."""
    published = day(document.published) if document.published else "no date of publication"
    return " · ".join(filter(None, (plain(document.outlet), published, plain(document.id), count(claims, "claim"))))


def what(claim: Claim) -> str:
    """Return the kind, the method or change, and "denied" or "unrealised"."""
    detail = (claim.method or claim.change or "").replace("_", " ")
    status = "" if claim.polarity is Polarity.ASSERTED else str(claim.polarity)
    return "\n".join(filter(None, (plain(claim.kind), plain(detail), status)))


def figure(claim: Claim) -> str:
    """Return the amount with its hedge, its unit if not people, and whether it is a total, a part, or of others."""
    if claim.quantity is None:
        return ""
    scope = "in all" if claim.cumulative else "of these" if claim.subset else "others" if claim.another else ""
    unit = "" if claim.quantity.unit == "person" else plain(claim.quantity.unit)
    return "\n".join(filter(None, (amount(claim.quantity), unit, scope)))


def amount(quantity: Quantity) -> str:
    """Return "~147", "≥20", "10–15", or the text's own words for a vague amount."""
    if quantity.value is None:
        return plain(quantity.text)
    low = f"{SIGNS.get(quantity.hedge, '')}{quantity.value:,.15g}"
    return low if quantity.high is None else f"{low}–{quantity.high:,.15g}"


def parties(claim: Claim) -> str:
    """Return "actor → target", or the half that is known."""
    actor, target = name(claim.actor), name(claim.target)
    return f"{actor} → {target}".strip() if actor or target else ""


def name(mention: Mention | None) -> str:
    """Return the name that a mention resolves to, or nothing."""
    return plain(mention.name) if mention else ""


def when(time: When | None) -> str:
    """Return days as short as they can be said; a time that could not be resolved in its own words, with "?"."""
    if time is None or (time.start is None and time.end is None):
        return f"“{plain(time.text)}” ?" if time and time.unresolved else ""
    if time.start is None or time.end is None:
        return f"until {day(time.end)}" if time.end else f"from {day(time.start)}"
    return period(time.start, time.end)


def period(start: date, end: date) -> str:
    """Return "28 Jan 2020", "24–28 Jan 2020", "Dec 2019", "2011", or both days in full."""
    if start == end:
        return day(start)
    if start.year != end.year:
        return f"{day(start)} – {day(end)}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year)
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month]} – {day(end)}"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return f"{MONTHS[start.month]} {start.year}"
    return f"{start.day}–{day(end)}"


def day(value: date | None) -> str:
    """Return "28 Jan 2020"."""
    return f"{value.day} {MONTHS[value.month]} {value.year}" if value else ""


def quotation(claim: Claim) -> str:
    """Return the fullest quotation, cut at a word if it is long, and how many more there are."""
    quote = plain(claim.evidence[0].quote)
    if len(quote) > LONGEST:
        quote = quote[:LONGEST].rsplit(" ", 1)[0] + " …"
    more = len(claim.evidence) - 1
    return f"“{quote}”" + (f" (+{more} more)" if more else "")


def credit(claim: Claim) -> str:
    """Return whom the report credits; "the report itself" where it speaks in its own voice."""
    source = name(claim.source) or "the report itself"
    return f"{source}, via {name(claim.via)}" if claim.via else source
