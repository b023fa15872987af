"""A project: what was read, what people decided, and what follows from both."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypedDict, Unpack

from marsad.errors import InputError
from marsad.lexicon import load
from marsad.model import Cause, Document, Judgement, Review, Verdict
from marsad.model.by_hand import claim_by_hand
from marsad.model.state import fold
from marsad.read.day import parse_day
from marsad.read.defaults import Defaults
from marsad.read.fields import STANDARD
from marsad.read.found import Found
from marsad.read.inputs import read_sources
from marsad.read.terms import Terms
from marsad.run.adding import Adding, Addition, Extract, Refusals
from marsad.run.clock import Clock
from marsad.run.contents import Contents, judgements_of
from marsad.run.entities import Resolve, is_known, resolve
from marsad.run.intake import Intake, Sorter, edited_day, read_by
from marsad.run.judging import Judging
from marsad.run.pipeline import Progress, read_documents
from marsad.run.reviewed import taken_for
from marsad.run.views import Views
from marsad.store import (
    Batch,
    Fault,
    KeptDocument,
    Query,
    Reading,
    Store,
)

if TYPE_CHECKING:
    from marsad.run.current import Current
    from marsad.run.deriving import Deriving
    from marsad.run.kept import KeptView
    from marsad.run.view import View

Source = str | Path | Document | Found
Tell = Callable[[str], None]


class Given(TypedDict, total=False):
    """What holds for inputs that leave it out, and how they are read.

    `published` (a date, or ISO) and `outlet` are of documents that do not give theirs. `columns` maps the fields of a
    document to the names that tables and JSON give them. With `fetch`, addresses (http, https) are got from the web.
    """

    published: date | str | None
    outlet: str
    columns: Mapping[str, str]
    fetch: bool


class Details(TypedDict, total=False):
    """What a verdict may come with: fields of `marsad.model.Judgement`."""

    other: str
    field: str
    value: str
    reason: str


class Ledger(Contents, Views):
    """Documents, claims and judgements in a `store`, and what is derived of them.

    Records are only ever added. `extract` finds claims and marks them with `origin`. A ledger may be used by several
    threads, and several ledgers may be open on one store.
    """

    def __init__(
        self, store: Store, *, extract: Extract = read_documents, resolve: Resolve = resolve, origin: str = ""
    ) -> None:
        super().__init__(store)
        self.origin = origin or load("model.yml")["origin"]
        self._extract, self._resolve = extract, resolve
        self._extracting, self._deriving = Lock(), Lock()
        self._now = Clock()
        self._current: Current | None = None

    # --- what was read ------------------------------------------------------------------------------------------------

    def add(
        self,
        sources: Iterable[Source],
        *,
        tell: Tell | None = None,
        progress: Progress | None = None,
        **given: Unpack[Given],
    ) -> Addition:
        """Read files, folders, addresses and documents, extract their claims, and keep what is new.

        What cannot be used is named with its reason in the result, and to `tell` as it is met. `progress` hears of each
        document that is kept or was known. Whatever ends this, what was kept stays; the same call then goes on where it
        ended. Raise `InputError` for a day of publication that is none.
        """
        terms, listed = _terms(given), list(sources)
        adding = self._adding(tell, progress)
        with self._extracting:
            return adding.add(_read(listed, terms, adding.refusals), f"add {_named(listed)}")

    def reread(self, tell: Tell | None = None, progress: Progress | None = None) -> Addition:
        """Read again, with this version's extractor, what only others have read; old readings and judgements stay."""
        adding = self._adding(tell, progress)
        old = (kept for kept in self.documents(Query(superseded=True)) if not read_by(self.origin, kept.origins))
        with self._extracting:
            return adding.keep((_reread(adding.sorter, kept) for kept in old), f"read again with {self.origin}")

    # --- what people decided ------------------------------------------------------------------------------------------

    def decide(self, verdict: Verdict | str, subject: str, *, by: str, **details: Unpack[Details]) -> Judgement:
        """Make a judgement of a claim or document (or, to undo, of a judgement), keep it, and return it.

        Raise `InputError` where it cannot be said.
        """
        verdict = _verdict(verdict)
        if verdict is Verdict.UNDO:
            details = {**details, "other": subject}
            subject = self._judging().named(subject).subject
        elif verdict is Verdict.ACCEPT and (kept := self.store.claim(subject)):
            details = {"value": taken_for(kept), **details}
        judgement = Judgement(subject=subject, verdict=verdict, by=by, at=self._now(), **details)
        self.judge([judgement])
        return judgement

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements, all or none. Raise `InputError` where one cannot be said of its subject.

        Where a day of publication is set or taken back, the document is read again with times counted from that day.
        """
        listed = tuple(judgements)
        judging = self._judging()
        for judgement in listed:
            judging.check(judgement)
        with self._extracting:
            readings = tuple(self._redated(listed, judging))
            self.store.add(Batch(at=self._now(), note=_said(listed), readings=readings, judgements=listed))

    def claim_by_hand(self, document: str, words: tuple[int, int], fields: Mapping[str, str], *, by: str) -> Judgement:
        """Keep a claim that a person makes of words of a document, from one code point to before another.

        Return the judgement that stands by it: its subject is the claim, and undoing it takes the claim away. `fields`
        are as `marsad.model.by_hand.claim_by_hand` takes them. Raise `InputError` for what cannot be.
        """
        kept = self.document(document)
        claim = claim_by_hand(kept.document, *words, fields, by)
        judgement = Judgement(subject=claim.id, verdict=Verdict.CLAIM, by=by, at=self._now())
        snapshot = kept.snapshots[-1] if kept.snapshots else None
        reading = Reading(
            document=kept.document, snapshot=snapshot, origin=claim.origin, claims=(claim,), revises=kept.revises
        )
        self.store.add(Batch(at=self._now(), note=_said((judgement,)), readings=(reading,), judgements=(judgement,)))
        return judgement

    def expunge(self, document: str, *, cause: Cause | str, reason: str, by: str) -> list[str]:
        """Take out for good what a document says, with all others of the same text; return their ids.

        Its text, title, bytes and claims go, and what follows from them. What it was, by its hash, and who took it out,
        when and why, stays; it is not read again. Judgements stay as they were made. Raise `InputError` where that
        cannot be.
        """
        ids = self.store.of_same_text([self.document(document).document.id])
        left = [name for name in ids if self.document(name).state.status is not Review.EXPUNGED]
        said = Judgement(
            subject=document, verdict=Verdict.EXPUNGE, by=by, at=self._now(), value=str(cause), reason=reason
        )
        self.judge([replace(said, subject=name) for name in left])
        self.store.expunge(ids)
        return ids

    # --- what follows -------------------------------------------------------------------------------------------------

    def view(self, as_of: date | None = None) -> "View | KeptView":
        """Return what follows from all records, brought up to date first, or from those known at the end of a day."""
        if as_of:
            return self._earlier(as_of)
        from marsad.run.current import Current  # noqa: PLC0415 - merging is slow to import

        with self._deriving:
            self._current = self._current or Current(self._derives())
            return self._current.view()

    def _earlier(self, day: date) -> "View":
        from marsad.run.earlier import Earlier  # noqa: PLC0415 - merging is slow to import

        self.refresh()
        return Earlier(store=self.store, resolve=self._resolve, day=day).load()

    def refresh(self) -> None:
        """Bring what is derived up to date, where it is not."""
        if not self.fresh():
            self.view()

    def rebuild(self) -> None:
        """Drop what is derived, and derive it anew from the records."""
        with self._deriving:
            self._current = None
            self._derives().rebuild()

    def check(self) -> Iterator[Fault]:
        """Yield where what is derived differs from what follows from the records."""
        return self._derives().check()

    def verify(self) -> Iterator[Fault]:
        """Yield every fault of records, their log and their index, and of what is derived of them.

        What an older version derived, or of older records, is no fault, and cannot be compared before a `refresh`.
        """
        yield from self.store.verify()
        if self.fresh():
            yield from self.check()

    # --- parts --------------------------------------------------------------------------------------------------------

    def _adding(self, tell: Tell | None, progress: Progress | None) -> Adding:
        refusals = Refusals(tell or (lambda _line: None))
        return Adding(self.store, Sorter(self.store, self.origin), self._extract, self._now, refusals, progress)

    def _judging(self) -> Judging:
        return Judging(self.store, is_known)

    def _derives(self) -> "Deriving":
        from marsad.run.deriving import Deriving  # noqa: PLC0415 - merging and the registries are slow to import

        return Deriving(self.store, self._resolve)

    def _redated(self, judgements: Iterable[Judgement], judging: Judging) -> Iterator[Reading]:
        """Yield new readings of the documents whose day of publication the judgements change."""
        adding = self._adding(None, None)
        subjects = {each.subject for each in judgements if each.verdict in (Verdict.PUBLISHED, Verdict.UNDO)}
        intakes = [
            intake
            for subject in sorted(subjects)
            if (kept := self.store.document(subject)) and (intake := _redate(kept, judgements, judging, adding.sorter))
        ]
        yield from adding.extracted(intakes)


def _terms(given: Given) -> Terms:
    day = given.get("published")
    defaults = Defaults(parse_day(day) if day else None, given.get("outlet", ""))
    terms = Terms(defaults, given.get("columns", STANDARD))
    if given.get("fetch"):
        from marsad.fetch import Fetcher  # noqa: PLC0415 - few fetch

        terms = replace(terms, fetch=Fetcher())
    return terms


def _read(sources: Iterable[Source], terms: Terms, refusals: Refusals) -> Iterator[Reading]:
    """Yield what sources hold, in the order given."""
    for source in sources:
        if isinstance(source, Document):
            yield Reading(document=source)
            continue
        for found in [source] if isinstance(source, Found) else read_sources([str(source)], terms, refusals):
            yield Reading(document=found.document, snapshot=found.snapshot, raw=found.raw)


def _reread(sorter: Sorter, kept: KeptDocument) -> Intake:
    return sorter.reread(kept, edited_day(kept) or kept.document.published)


def _redate(kept: KeptDocument, judgements: Iterable[Judgement], judging: Judging, sorter: Sorter) -> Intake | None:
    """Return what reads a document again if its day becomes another than it was."""
    subject = kept.document.id
    state = fold([*judgements_of(judging.store, [subject]), *(each for each in judgements if each.subject == subject)])
    text = state.edits.get("published")
    edited = parse_day(text) if text else None
    return None if edited == edited_day(kept) else sorter.reread(kept, edited or kept.document.published)


def _verdict(word: str) -> Verdict:
    try:
        return Verdict(word)
    except ValueError:
        raise InputError(f"“{word}” is no verdict; give one of {', '.join(Verdict)}.") from None


def _named(sources: list[Source]) -> str:
    """What was added, in words for the log."""
    names = [str(source) for source in sources if isinstance(source, str | Path)]
    named = [*names[:3], *([f"{len(sources) - len(names[:3])} more"] if len(sources) > len(names[:3]) else [])]
    return ", ".join(named)


def _said(judgements: tuple[Judgement, ...]) -> str:
    first = judgements[0] if judgements else None
    if first is None:
        return ""
    return f"{first.verdict} {first.subject}" + (f" and {len(judgements) - 1} more" if len(judgements) > 1 else "")
