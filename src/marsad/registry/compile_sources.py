"""From the YAML of sources to tables that look-up needs."""

from collections.abc import Iterable, Mapping
from typing import Any

from marsad.registry.compile import Entry, Tables, capitals_only, named, names_of, reaches, words_too
from marsad.registry.fold import fold
from marsad.registry.terms import Terms, add_terms

KEYS = frozenset({"id", "name", "kind", "country", "aligned", "why", "aliases", "copies", "voices", "body", "called"})


def compile_sources(words: Entry, lists: Mapping[str, Entry], actors: Tables) -> Tables:
    """Return the tables of speakers; `actors` are the tables of parties. Raise `DataError` naming what is wrong."""
    tables: Tables = {"speakers": {}, "names": {}, "voices": {}, "bodies_of": {}, "called": {}}
    tables |= {"capitals_only": [], "words_too": []}
    tables["terms"] = _terms(words)
    tables["bodies"] = _bodies(words["bodies"], actors)
    for file, content in lists.items():
        with named(f"sources/{file}"):
            for entry in content["speakers"]:
                _add(tables, entry, actors)
            for entry in content.get("press", ()):
                _add_press(tables, entry, actors)
    with named("sources"):
        _check_copies(tables["speakers"])
    return tables | {"reach": reaches(tables[name] for name in ("names", "terms", "voices", "called"))}


def _terms(words: Entry) -> Terms:
    terms: Terms = {}
    for entry in words["bodies"]:
        add_terms(terms, entry["words"], "body", entry["id"])
    for role, listed in words["unnamed_of"].items():
        add_terms(terms, listed, "unnamed", role)
    officials = frozenset(words["officials"])
    for word in words["unnamed"]:
        add_terms(terms, [word, f"{word}s"], "unnamed", "official" if word in officials else "")
    add_terms(terms, words["speaking"], "speaking", "")
    return terms


def _bodies(entries: Iterable[Entry], actors: Tables) -> dict[str, list[Any]]:
    """Return the bodies of every state: id to state, name, kind."""
    found = {}
    for state in actors["states"].values():
        name = actors["parties"][state]["name"].removeprefix("Government of ")
        for entry in entries:
            found[entry["id"].format(id=state)] = [state, entry["name"].format(name=name), entry["kind"]]
    return found


def _add(tables: Tables, entry: Entry, actors: Tables) -> None:
    _check(tables, entry, actors)
    row = {"name": entry["name"], "kind": entry["kind"], "country": entry.get("country")}
    row |= {key: entry.get(key, []) for key in ("aliases", "copies")} | {"aligned": entry.get("aligned")}
    tables["speakers"][entry["id"]] = row | {"why": entry["why"]}
    for name in names_of(entry):
        ids = tables["names"].setdefault(name, [])
        if entry["id"] not in ids:
            ids.append(entry["id"])
    tables["capitals_only"] += capitals_only(entry)
    tables["words_too"] += words_too(entry)
    for country, words in entry.get("called", {}).items():
        for word in map(fold, words):
            tables["called"].setdefault(word, {})[country] = entry["id"]
    for person in map(fold, entry.get("voices", ())):
        tables["voices"][person] = entry["id"]
    for body in entry.get("body", ()):
        tables["bodies_of"].setdefault(entry["country"], {})[body] = entry["id"]


def _add_press(tables: Tables, entry: Entry, actors: Tables) -> None:
    """Enter the names of a party's press office and the persons who speak for it, as names of the party."""
    if entry["of"] not in actors["parties"]:
        raise ValueError(f"“{entry['of']}” is no party")
    for name in map(fold, entry["called"]):
        tables["names"].setdefault(name, []).append(entry["of"])
    for person in map(fold, entry.get("voices", ())):
        tables["voices"][person] = entry["of"]


def _check(tables: Tables, entry: Entry, actors: Tables) -> None:
    if unknown := set(entry) - KEYS:
        raise ValueError(f"“{entry.get('id')}” has “{'”, “'.join(sorted(unknown))}”, which means nothing here")
    if entry["id"] in tables["speakers"] or entry["id"] in actors["parties"]:
        raise ValueError(f"“{entry['id']}” is entered twice, here or as a party")
    for key, known in (("aligned", actors["parties"]), ("country", actors["states"])):
        if entry.get(key) is not None and entry[key] not in known:
            raise ValueError(f"“{entry['id']}”: “{entry[key]}” is no known {key}")


def _check_copies(speakers: Mapping[str, Any]) -> None:
    for key, row in speakers.items():
        for copied in row["copies"]:
            if copied not in speakers:
                raise ValueError(f"“{key}” copies “{copied}”, which is no speaker")
