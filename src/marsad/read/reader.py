"""From a source to its documents, whatever kind it is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from marsad.errors import InputError
from marsad.model import Document
from marsad.read import jsonl, table
from marsad.read.answers import records
from marsad.read.complaints import Complaints, one_line
from marsad.read.decode import decode, whole_characters
from marsad.read.defaults import checked_text
from marsad.read.fields import document, published, web_address
from marsad.read.folder import why
from marsad.read.found import Found, Link, Raw
from marsad.read.parts import Article, Member, Part, Refusal, Remark
from marsad.read.recognise import Kind, recognise
from marsad.read.sandbox import Sandbox
from marsad.read.source import Source
from marsad.read.terms import Terms

ARCHIVES = frozenset({Kind.ZIP, Kind.GZIP, Kind.WARC})
TITLE = 500  # characters; what is longer is no headline


class Reader:
    """Reads sources on the same terms; what cannot be used goes to the complaints, and the rest goes on."""

    def __init__(self, terms: Terms, complaints: Complaints, sandbox: Sandbox) -> None:
        self._terms, self._complaints, self._sandbox = terms, complaints, sandbox

    def read(self, source: Source) -> Iterator[Found]:
        """Yield the documents of a source; one that holds none is refused."""
        empty, refused = True, self._complaints.refused
        for found in self._documents(source):
            empty = False
            yield found
        if empty and self._complaints.refused == refused:
            self._complaints.refuse(source.place, "there are no reports in it; name another.")

    def fetched(self, url: str, *, listed: bool = False) -> Iterator[Found]:
        """Yield the documents of a page on the web; without `Terms.fetch` it is refused."""
        try:
            if not self._terms.fetch:
                raise InputError("an address; `marsad add --fetch` gets it, or save the page and name the file.")
            answer = self._terms.fetch(url)
        except InputError as error:
            self._complaints.refuse(url, error)
            return
        source = Source.of_bytes(answer.body, answer.url, answer.retrieved)
        yield from self.read(replace(source, url=answer.url, charset=answer.charset, listed=listed))

    def _documents(self, source: Source) -> Iterator[Found]:
        unread = 0
        try:
            for item in self._items(source):
                if isinstance(item, Found):
                    yield item
                elif self._terms.fetch and not source.listed:
                    yield from self._follow(item)
                else:
                    unread += 1
        except InputError as error:
            self._complaints.refuse(source.place, error)
        except OSError as error:
            self._complaints.refuse(source.place, why(error))
        if unread:
            reason = f"{unread} of its reports have an address and no text; `marsad add --fetch` gets the pages."
            self._complaints.refuse(source.place, reason)

    def _items(self, source: Source) -> Iterator[Found | Link]:
        kind = recognise(source.head, self._terms.columns.values())
        if kind in source.inside:
            raise InputError("an archive inside of another like it; unpack the outer one.")
        if kind in ARCHIVES:
            return self._members(source, kind)
        read = {Kind.LINES: self._lines, Kind.JSON: self._json, Kind.TABLE: self._table, Kind.TEXT: self._text}.get(
            kind
        )
        return self._telling(read(source) if read else self._articles(source, kind), source)

    def _telling(self, items: Iterator[Found | Link], source: Source) -> Iterator[Found | Link]:
        """Yield `items`; say each doubt about them once, with the number of documents that share it."""
        doubts: Counter[str] = Counter()
        try:
            for item in items:
                doubts.update(item.snapshot.warnings if isinstance(item, Found) else ())
                yield item
        finally:
            for doubt, number in doubts.items():
                self._complaints.note(source.place, doubt if number == 1 else f"{doubt[:-1]} ({number} documents).")

    def _text(self, source: Source) -> Iterator[Found | Link]:
        """Yield the one document whose text is the file's whole content, so that offsets count in the file."""
        raw = self._raw(source, Kind.TEXT)
        decoded = decode(raw.data)
        yield self._found(Article(text=decoded.text, url=source.url, warnings=decoded.doubts), raw)

    def _lines(self, source: Source) -> Iterator[Found | Link]:
        for place, line in jsonl.lines(source.stream, source.place):
            try:
                decoded = decode(line)
                value = jsonl.checked_object(jsonl.parse(decoded.text, jsonl.ONE_A_LINE))
                yield from self._records(value, Raw.of(line, Kind.LINES, place, source.retrieved), decoded.doubts)
            except InputError as error:
                self._complaints.refuse(place, error)

    def _json(self, source: Source) -> Iterator[Found | Link]:
        raw = self._raw(source, Kind.JSON)
        decoded = decode(raw.data)
        value = jsonl.parse(decoded.text, "write one object a line, or one array of them")
        return self._records(value, raw, decoded.doubts)

    def _records(self, value: Any, raw: Raw, doubts: tuple[str, ...]) -> Iterator[Found | Link]:
        for item, fields, columns in records(value, self._terms.columns):
            yield from self._record(fields, columns, raw, raw.place + item, doubts)

    def _table(self, source: Source) -> Iterator[Found | Link]:
        raw = self._raw(source, Kind.TABLE)
        decoded = decode(raw.data)
        columns = self._terms.columns

        def refuse(line: int, reason: str) -> None:
            self._complaints.refuse(f"{source.place}:{line}", reason)

        for line, fields in table.records(decoded.text, columns, refuse):
            yield from self._record(fields, columns, raw, f"{source.place}:{line}", decoded.doubts)

    def _record(
        self, fields: Any, columns: Mapping[str, str], raw: Raw, place: str, doubts: tuple[str, ...]
    ) -> Iterator[Found | Link]:
        try:
            made = document(jsonl.checked_object(fields), columns, place, self._terms.defaults, self._complaints)
            yield raw.found(made, *doubts) if isinstance(made, Document) else made
        except InputError as error:
            self._complaints.refuse(place, error)

    def _articles(self, source: Source, kind: Kind) -> Iterator[Found | Link]:
        raw = self._raw(source, kind)
        for part in self._sandbox.parts(kind.name.lower(), raw.data, charset=source.charset, url=source.url):
            if isinstance(part, Article):
                try:
                    yield self._found(part, raw)
                except InputError as error:
                    self._complaints.refuse(raw.place + part.item, error)
            else:
                self._pass_on(part, source)

    def _members(self, source: Source, kind: Kind) -> Iterator[Found]:
        data = b"" if source.path else source.whole(self._terms.limits.bytes)
        inside = source.inside | {kind}
        for part in self._sandbox.parts(kind.name.lower(), data, source.path):
            if isinstance(part, Member):
                member = Source.of_bytes(
                    part.body, one_line(source.place + part.item), _time(part.retrieved, source.retrieved)
                )
                yield from self.read(replace(member, url=web_address(part.url), charset=part.charset, inside=inside))
            else:
                self._pass_on(part, source)

    def _pass_on(self, part: Part, source: Source) -> None:
        match part:
            case Refusal():
                self._complaints.refuse(source.place + part.item, part.reason)
            case Remark():
                self._complaints.note(source.place, part.remark)

    def _follow(self, link: Link) -> Iterator[Found]:
        day = published(link.published, link.place, self._terms.defaults, self._complaints)
        for found in self.fetched(link.url, listed=True):
            page = found.document
            warnings = found.snapshot.warnings
            if day and not page.published:
                warnings += ("the day of publication is the one beside the page's address in the list.",)
            filled = replace(
                page, title=page.title or link.title, published=page.published or day, outlet=page.outlet or link.outlet
            )
            yield replace(found, document=filled, snapshot=replace(found.snapshot, warnings=warnings))

    def _found(self, article: Article, raw: Raw) -> Found:
        place, defaults = raw.place + article.item, self._terms.defaults
        read = Document(
            text=checked_text(whole_characters(article.text)),
            locator=web_address(article.url) or place,
            title=_line(article.title),
            published=published(article.published, place, defaults, self._complaints),
            outlet=_line(article.outlet) or defaults.outlet,
        )
        return raw.found(read, *article.warnings)

    def _raw(self, source: Source, kind: Kind) -> Raw:
        return Raw.of(source.whole(self._terms.limits.bytes), kind, source.place, source.retrieved)


def _line(text: str) -> str:
    return " ".join(whole_characters(text).split())[:TITLE]


def _time(value: str, otherwise: datetime) -> datetime:
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        return otherwise
    return time if time.tzinfo else otherwise
