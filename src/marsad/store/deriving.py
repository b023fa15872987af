"""What is derived goes in: made compact first, so that the transaction is short, then written over what was there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from typing import Any

from marsad.errors import StoreError
from marsad.model import Place, Resolution
from marsad.model.bodies import to_body
from marsad.store.backend import DERIVED, Backend, Point, Worded
from marsad.store.base import CLAIM, Derivation, Derived
from marsad.store.columns import CHUNK, chunks, plain, span_of
from marsad.store.database import Connection, marks, next_key
from marsad.store.kept import Located, located, resolutions_in
from marsad.store.packing import DERIVED as PRIMER
from marsad.store.packing import canonical, pack, pack_json

Tag = tuple[str, str]
"""A slot, and the id of an entity in it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The resolutions of one claim, and what they are found by.

    `bodies` are JSON of each, without the claim's id: of those that are alike, memory holds one.
    """

    claim_id: str
    bodies: tuple[bytes, ...]
    tags: tuple[Tag, ...]
    place: Place | None


Found = tuple[Located, Resolved]
"""Where a claim is, with its resolutions."""


@dataclass(frozen=True, slots=True)
class Made:
    """A derived record, packed, and what it is found by. `columns` are those of its row but the key."""

    columns: dict[str, Any]
    tags: tuple[Tag, ...]
    point: tuple[float, float] | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """A derivation, ready to be written."""

    stamp: dict[str, str]
    resolved: list[Resolved]
    made: list[Made]
    gone: Sequence[tuple[str, str]] = ()
    unresolved: Sequence[str] = ()


def stage(derivation: Derivation) -> Staged:
    """Draw a derivation. Raise `ValueError` where it has two of one name."""
    said = Said()
    resolved = [resolved_of(item, said) for _, item in groupby(derivation.resolutions, lambda item: item.claim_id)]
    made = [made_of(item) for item in derivation.records]
    _refuse_twins([item.claim_id for item in resolved])
    _refuse_twins([(item.columns["sort"], item.columns["id"]) for item in made])
    return Staged(dict(derivation.stamp), resolved, made, list(derivation.gone), derivation.unresolved)


class Said(dict[tuple[Any, ...], bytes]):
    """JSON of resolutions by all that they say but the claim: a report says the same of many claims."""

    def of(self, item: Resolution) -> bytes:
        """Return the JSON of a resolution."""
        key = (item.slot, item.entities, item.because, item.place, item.candidates)
        if key not in self:
            self[key] = canonical({name: value for name, value in to_body(item).items() if name != "claim_id"})
        return self[key]


def resolved_of(group: Iterable[Resolution], said: Said) -> Resolved:
    """Return the resolutions of one claim as they are kept."""
    items = sorted(group, key=lambda item: item.slot)
    tags = tuple((item.slot, entity) for item in items for entity in dict.fromkeys(item.entities))
    place = next((item.place for item in items if item.place), None)
    return Resolved(items[0].claim_id, tuple(map(said.of, items)), tags, place)


def made_of(item: Derived) -> Made:
    """Return a derived record as it is kept."""
    columns = {
        "sort": item.sort,
        "id": item.id,
        "kind": plain(item.kind),
        "title": plain(item.title),
        **span_of(item.start, item.end),
        "grade": plain(item.grade),
        "body": pack(to_body(replace(item, body={})) | {"body": item.body}, primer=PRIMER),
    }
    tags = [("place", each) for each in item.places] + [("party", each) for each in item.parties]
    mapped = item.latitude is not None and item.longitude is not None
    point = (float(item.latitude or 0), float(item.longitude or 0)) if mapped else None
    return Made(columns, tuple(dict.fromkeys(tags)), point, tuple(dict.fromkeys(item.claims)))


def write(connection: Connection, backend: Backend, staged: Staged) -> None:
    """Drop what is gone, and write the rest over what is there."""
    names = _Names(connection)
    for unresolved in chunks(staged.unresolved):
        _unresolve(connection, backend, unresolved)
    for gone in chunks(staged.gone):
        _drop_derived(connection, backend, gone)
    for resolved in _by_document(connection, staged.resolved):
        _write_resolved(connection, backend, names, resolved)
    for made in chunks(staged.made):
        _write_made(connection, backend, names, made)
    connection.run("DELETE FROM stamp")
    connection.insert("stamp", [{"name": name, "value": value} for name, value in staged.stamp.items()])


@dataclass(slots=True)
class _Names:
    """Keys of entities, each looked up or made once."""

    connection: Connection
    keys: dict[str, int] = field(default_factory=dict)

    def learn(self, ids: Iterable[str]) -> None:
        missing = sorted(set(ids) - self.keys.keys())
        for some in chunks(missing):
            self.keys |= self.connection.all(f"SELECT id, key FROM entities WHERE id IN ({marks(some)})", some)
        new = [name for name in missing if name not in self.keys]
        keys = dict(zip(new, count(next_key(self.connection, "entities")), strict=False))
        self.connection.insert("entities", [{"key": key, "id": name} for name, key in keys.items()])
        self.keys |= keys


def _refuse_twins(names: Sequence[Any]) -> None:
    if len(set(names)) < len(names):
        twin = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twin} is derived twice")


def _by_document(connection: Connection, resolved: Sequence[Resolved]) -> Iterator[list[Found]]:
    """Yield resolutions some at a time; those of a document stand together, so that they are packed once."""
    rows = _claim_rows(connection, [item.claim_id for item in resolved])
    located = [(rows[item.claim_id], item) for item in resolved]
    located.sort(key=lambda pair: (pair[0].document, pair[0].key))
    some: list[Found] = []
    for _, group in groupby(located, lambda pair: pair[0].document):
        some += group
        if len(some) >= CHUNK:
            yield some
            some = []
    if some:
        yield some


def _write_resolved(connection: Connection, backend: Backend, names: _Names, some: Sequence[Found]) -> None:
    _forget(connection, backend, [row.key for row, _ in some])
    names.learn(entity for _, item in some for _, entity in item.tags)
    names.learn(each for _, item in some if item.place for each in item.place.areas)
    _rewrite(connection, some)
    _write_tags(connection, CLAIM, names, [(row.key, item.tags) for row, item in some])
    _write_within(
        connection, names, [each for _, item in some if item.place for each in (item.place, *item.place.parts)]
    )
    points = [
        Point(row.key, item.place.latitude, item.place.longitude)
        for row, item in some
        if item.place and item.place.latitude is not None and item.place.longitude is not None
    ]
    backend.put_points(connection, CLAIM, points)


def _write_made(connection: Connection, backend: Backend, names: _Names, some: Sequence[Made]) -> None:
    identities = [(item.columns["sort"], item.columns["id"]) for item in some]
    key, keys = next_key(connection, "derived"), {}  # asked first: the highest may be among those dropped
    held = _drop_derived(connection, backend, identities)
    for identity in identities:
        keys[identity] = held.get(identity, key)
        key += identity not in held
    rest = _claim_rows(connection, {each for item in some for each in item.claims})
    names.learn(entity for item in some for _, entity in item.tags)
    placed = list(zip((keys[identity] for identity in identities), some, strict=True))
    connection.insert("derived", [item.columns | {"key": key} for key, item in placed])
    linked = [{"derived": key, "claim": rest[each].key} for key, item in placed for each in item.claims]
    connection.insert("members", linked)
    _write_tags(connection, DERIVED, names, [(key, item.tags) for key, item in placed])
    backend.put_words(connection, DERIVED, [Worded(key, None, item.columns["title"]) for key, item in placed])
    backend.put_points(connection, DERIVED, [Point(key, *item.point) for key, item in placed if item.point])


def _write_tags(connection: Connection, sort: str, names: _Names, tagged: Iterable[tuple[int, Sequence[Tag]]]) -> None:
    rows = [{"item": key, "slot": slot, "entity": names.keys[entity]} for key, tags in tagged for slot, entity in tags]
    connection.insert(f"{sort}_tags", rows)


def _write_within(connection: Connection, names: _Names, places: Iterable[Place]) -> None:
    """Keep of each place, once, what it lies in."""
    inner = {place.id: place.parents for place in places}
    connection.delete("within", "entity", [names.keys[name] for name in inner])
    rows = [
        {"entity": names.keys[name], "ancestor": names.keys[parent]}
        for name, parents in inner.items()
        for parent in dict.fromkeys(parents)
    ]
    connection.insert("within", rows)


def _claim_rows(connection: Connection, ids: Iterable[str]) -> dict[str, Located]:
    """Return where claims are. Raise `StoreError` where one is not known."""
    wanted = list(ids)
    rows = {row.id: row for row in located(connection, wanted)}
    if unknown := [name for name in wanted if name not in rows]:
        raise StoreError(f"What was derived speaks of claim {unknown[0]}, which the ledger does not have; rebuild.")
    return rows


def _unresolve(connection: Connection, backend: Backend, ids: Sequence[str]) -> None:
    """Drop the resolutions of all claims of documents."""
    keys = connection.column(f"SELECT key FROM documents WHERE id IN ({marks(ids)})", ids)
    held = connection.column(f"SELECT key FROM claims WHERE document IN ({marks(keys)})", keys)
    _forget(connection, backend, held)
    connection.delete("resolutions", "document", keys)


def _forget(connection: Connection, backend: Backend, keys: Sequence[int]) -> None:
    """Let claims no longer be found by their resolutions."""
    connection.delete("claim_tags", "item", keys)
    backend.drop_points(connection, CLAIM, keys)


def _rewrite(connection: Connection, some: Sequence[Found]) -> None:
    """Write resolutions; those of a document are packed together: it names the same places and parties again."""
    bodies: dict[int, dict[int, Sequence[bytes]]] = {row.document: {} for row, _ in some}
    for of in chunks(bodies):
        held = connection.all(f"SELECT document, body FROM resolutions WHERE document IN ({marks(of)})", of)
        for document, body in held:
            items = resolutions_in(body).items()
            bodies[document] = {key: [canonical(each) for each in listed] for key, listed in items}
    for row, item in some:
        bodies[row.document][row.key] = item.bodies
    connection.delete("resolutions", "document", list(bodies))
    rows = [{"document": each, "body": _packed(bodies[each])} for each in sorted(bodies)]
    connection.insert("resolutions", rows)


def _packed(bodies: Mapping[int, Sequence[bytes]]) -> bytes:
    """Return the resolutions of a document's claims: what is said, each once, and numbers of it by the claim's key."""
    numbers = {body: at for at, body in enumerate(dict.fromkeys(body for each in bodies.values() for body in each))}
    of = canonical({str(key): [numbers[body] for body in each] for key, each in bodies.items()})
    return pack_json(b'{"of":%b,"said":[%b]}' % (of, b",".join(numbers)), primer=PRIMER)


def _drop_derived(
    connection: Connection, backend: Backend, identities: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Drop derived records where they are there; return their keys."""
    rows = []
    for sort, names in groupby(sorted(identities), lambda identity: identity[0]):
        for some in chunks(name for _, name in names):
            found = f"SELECT sort, id, key, title FROM derived WHERE sort = ? AND id IN ({marks(some)})"
            rows += connection.all(found, [sort, *some])
    keys = [key for _, _, key, _ in rows]
    for table, column in (("derived", "key"), ("members", "derived"), ("derived_tags", "item")):
        connection.delete(table, column, keys)
    backend.put_words(connection, DERIVED, [Worded(key, title, None) for _, _, key, title in rows])
    backend.drop_points(connection, DERIVED, keys)
    return {(sort, name): key for sort, name, key, _ in rows}
