"""From the YAML of actors to tables that look-up needs: checked, states' forces added, names folded.

Tables are plain values, so that they can be kept as JSON (see `cache`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from marsad.errors import DataError
from marsad.registry.common import is_common
from marsad.registry.fold import fold, singular
from marsad.registry.period import parse_period
from marsad.registry.terms import all_terms, forms

Tables = dict[str, Any]
Entry = Mapping[str, Any]
KEYS = frozenset({"id", "name", "kind", "aliases", "parent", "side", "active", "countries", "ucdp", "words"})
TABLES = (
    *("parties", "names", "sides", "ucdp", "roles", "phrases", "leaders", "people", "wars"),
    *("states", "own", "country_names", "nations", "metonyms"),
)
SPOKEN = ("names", "terms", "phrases", "leaders", "nations", "people", "metonyms")  # tables by words of a report
SHORTEST = 3  # letters: a shorter name in capitals ("IS") is meant only where it is printed with capitals


def compile_actors(words: Entry, states: Entry, classes: Entry, theatres: Mapping[str, Entry]) -> Tables:
    """Return the tables of parties from the parsed files; raise `DataError` naming the file and what is wrong there."""
    tables = _empty(words, classes)
    with named("actors/states.yml"):
        for state in states["states"]:
            _add_state(tables, state, states["template"])
    with named("actors/classes.yml"):
        for entry in classes["classes"]:
            _add_new(tables, {"kind": "class"} | dict(entry), ())
    proper: set[str] = set()
    for name, theatre in theatres.items():
        with named(f"actors/{name}"):
            _add_theatre(tables, theatre, proper)
    with named("actors"):
        _check_ids(tables)
    return tables | {"reach": reaches(tables[name] for name in SPOKEN)}


def reaches(tables: Iterable[Mapping[str, object]]) -> dict[str, int]:
    """Return by the first word of keys of several words how many words the longest has."""
    found: dict[str, int] = {}
    for words in (key.split(" ") for table in tables for key in table):
        if len(words) > 1:
            found[words[0]] = max(len(words), found.get(words[0], 1))
    return found


@contextmanager
def named(file: str) -> Iterator[None]:
    """Turn what goes wrong inside into a `DataError` that names the file under data/."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        what = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)
        raise DataError(f"data/{file}: {what}. Correct the entry.") from error


def names_of(entry: Entry) -> Iterator[str]:
    """Yield every name of an entry, folded."""
    yield from filter(None, map(fold, (entry["name"], *entry.get("aliases", ()))))


def capitals_only(entry: Entry) -> Iterator[str]:
    """Yield the names of an entry that could be taken for words if they were not printed in capitals ("WHO")."""
    for name in entry.get("aliases", ()):
        if name.isupper() and name.isascii() and name.isalpha() and (len(name) < SHORTEST or is_common(name)):
            yield fold(name)


def words_too(entry: Entry) -> Iterator[str]:
    """Yield the names of an entry that are ordinary words as well ("The Independent", "Tigers")."""
    capitals = frozenset(capitals_only(entry))
    yield from (name for name in names_of(entry) if is_common(name) and name not in capitals)


def _empty(words: Entry, classes: Entry) -> Tables:
    defaults = {role: entry["default"] for role, entry in words["roles"].items() if "default" in entry}
    terms = all_terms(words, classes["classes"])
    classed = {role: entry["class"] for role, entry in words["roles"].items() if "class" in entry}
    otherwise = {role: entry["otherwise"] for role, entry in words["roles"].items() if "otherwise" in entry}
    of_state = {form: role for role, entry in words["roles"].items() for form in forms(entry.get("of_state", ()))}
    occasions = [fold(word) for word in words.get("occasions", ())]
    kept: Tables = {"defaults": defaults, "classed": classed, "otherwise": otherwise, "terms": terms}
    kept |= {"of_state": of_state, "occasions": occasions}
    kept |= {"capitals_only": [], "words_too": [], "printed": []}
    return kept | {name: {} for name in TABLES}


def _add_state(tables: Tables, state: Entry, template: Sequence[Entry]) -> None:
    code = state["code"]
    names, of = [state["name"], *state.get("names", ())], state["of"]
    tables["printed"].append([names, of])
    tables["states"][code] = state["id"]
    tables["country_names"][code] = state["name"]
    for pattern in template:
        entry = {key: value.format(**state) for key, value in pattern.items()}
        tables["own"][entry["id"]] = code
        _add_new(tables, entry, (code,))
    for name in map(fold, (*names, *of)):
        tables["nations"].setdefault(name, code)
    for name in map(fold, of):
        tables["people"].setdefault(f"{name}s", code)
    tables["capitals_only"] += capitals_only({"aliases": [*names, *of]})
    if "capital" in state:
        tables["metonyms"].setdefault(fold(state["capital"]), code)


def _add_theatre(tables: Tables, theatre: Entry, proper: set[str]) -> None:
    countries = tuple(theatre["countries"])
    for code in countries:
        if code not in tables["states"]:
            raise ValueError(f"“{code}” is no country of states.yml")
    for entry in theatre["parties"]:
        if entry["id"] in proper:
            raise ValueError(f"“{entry['id']}” is entered twice")
        proper.add(entry["id"])
        _add_party(tables, entry, countries)
    for entry in theatre.get("sides", ()):
        _add_side(tables, entry["party"], entry, entry.get("in", countries))
    _add_context(tables, theatre, countries)


def _add_context(tables: Tables, theatre: Entry, countries: Sequence[str]) -> None:
    """Enter the wars of a theatre, and what words and persons mean there."""
    for war in theatre.get("wars", ()):
        for code in war["in"]:
            tables["wars"].setdefault(code, []).append([war["name"], *parse_period(war.get("when"))])
    for entry in theatre.get("roles", ()):
        _add_bound(tables["roles"].setdefault(entry["role"], {}), entry, countries)
    for entry in theatre.get("phrases", ()):
        for words in {form for phrase in entry["words"] for form in (fold(phrase), singular(fold(phrase)))}:
            _add_bound(tables["phrases"].setdefault(words, {}), entry, countries)
    for entry in theatre.get("leaders", ()):
        for name in map(fold, entry["names"]):
            tables["leaders"].setdefault(name, []).append([entry["of"], *parse_period(entry.get("when"))])


def _add_bound(table: dict[str, list[Any]], entry: Entry, countries: Sequence[str]) -> None:
    for code in entry.get("in", countries):
        table.setdefault(code, []).append([entry["party"], *parse_period(entry.get("when"))])


def _add_party(tables: Tables, entry: Entry, countries: Sequence[str]) -> None:
    """Enter a party; to a state's own force, which is there, add its proper name, further names and dates."""
    known = tables["parties"].get(entry["id"])
    if known is None:
        _add_new(tables, entry, countries)
    else:
        _check_keys(entry)
        known |= _row({"kind": known["kind"], "parent": known["parent"]} | dict(entry), known["countries"])
        _index(tables, entry)
    if "side" in entry:
        _add_side(tables, entry["id"], entry, entry.get("countries", countries))


def _add_new(tables: Tables, entry: Entry, countries: Sequence[str]) -> None:
    _check_keys(entry)
    tables["parties"][entry["id"]] = _row(entry, entry.get("countries", countries))
    _index(tables, entry)


def _row(entry: Entry, countries: Iterable[str]) -> dict[str, Any]:
    first, last = parse_period(entry.get("active"))
    row = {"name": entry["name"], "kind": entry["kind"], "aliases": entry.get("aliases", [])}
    return row | {"parent": entry.get("parent"), "countries": list(countries), "first": first, "last": last}


def _index(tables: Tables, entry: Entry) -> None:
    for name in names_of(entry) if "words" not in entry else ():  # a class is found by its words
        ids = tables["names"].setdefault(name, [])
        if entry["id"] not in ids:
            ids.append(entry["id"])
    tables["capitals_only"] += capitals_only(entry)
    tables["words_too"] += words_too(entry)
    if "ucdp" in entry:
        tables["ucdp"][entry["id"]] = entry["ucdp"]


def _add_side(tables: Tables, party: str, entry: Entry, countries: Iterable[str]) -> None:
    period = parse_period(entry.get("when"))
    tables["sides"].setdefault(party, []).append([entry["side"], list(countries), *period])


def _check_keys(entry: Entry) -> None:
    if unknown := set(entry) - KEYS:
        raise ValueError(f"“{entry.get('id')}” has “{'”, “'.join(sorted(unknown))}”, which means nothing here")


def _check_ids(tables: Tables) -> None:
    """Refuse ids that are referred to and are no party."""
    known = tables["parties"]
    tied = (by_country for table in ("roles", "phrases") for by_country in tables[table].values())
    meant = [party for by_country in tied for listed in by_country.values() for party, *_ in listed]
    parents = [row["parent"] for row in known.values() if row["parent"]]
    led = [party for listed in tables["leaders"].values() for party, *_ in listed]
    for party in (*parents, *meant, *led, *tables["sides"]):
        if party not in known:
            raise ValueError(f"“{party}” is referred to and is no party")
