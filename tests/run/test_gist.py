"""The gist of a document, as a store keeps it and as it was."""

from datetime import date

import chronicle
from marsad.merge.local import Filed
from marsad.model import Known, Origin
from marsad.run.gist import Gist, gist_of
from marsad.run.view import sides
from marsad.store.packing import pack, unpack

TEXT = "killed 12 soldiers in Harga on 2020-01-09, said sohr. held by rebels in Bir on 2020-01-10, said x."


def made(*origins: Origin) -> tuple[Gist, Filed]:
    document = chronicle.report("2020-01-11", TEXT)
    [(_, claims)] = chronicle.extract([document])
    known = [
        Known(
            claim=each,
            published=date(2020, 1, 11),
            place=chronicle.PLACES[each.place.name] if each.place else None,
            who={"actor": ("syrian-opposition",)} if each.actor else {},
        )
        for each in claims
    ]
    filed = Filed(document.id, (), (None, ()))
    return gist_of(document, known, filed, lambda _: origins, sides()), filed


def test_a_gist_is_the_same_after_it_was_kept() -> None:
    gist, filed = made(Origin(id="sohr", name="SOHR"))
    kept = Gist(gist.document_id, unpack(pack(gist.body)))
    assert kept == gist
    assert kept.filed == filed
    assert list(kept.sayings) == list(gist.sayings) != []
    assert kept.written == {"p:harga": {"Harga": 1}, "p:bir": {"Bir": 1}}
    assert [key for key, _ in kept.unsettled] == [("target", "soldiers")]
    assert kept.called == (("soldiers",), ("sohr", "x"))


def test_origins_that_differ_only_in_whose_voice_they_are_are_counted_apart() -> None:
    """One whom nobody knows may be printed as a source and be the voice of a party."""
    nobody, voice = (Origin(id="o-1", name="an officer", named=False, aligned=side) for side in (None, "syria"))
    gist, _ = made(voice, nobody)
    assert list(gist.credits) == [(nobody, 2), (voice, 2)]
