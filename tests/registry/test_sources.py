import pytest

from marsad.registry import Sources, registry
from marsad.registry.sources import named_speaker, unnamed_speaker


@pytest.fixture(scope="module")
def sources() -> Sources:
    return registry().sources


def test_a_speaker_is_somebodys_voice_or_nobodys(sources: Sources) -> None:
    sana, sohr = sources.speaker("sana"), sources.speaker("sohr")
    assert sana
    assert sohr
    assert (sana.aligned, sana.country, sana.kind) == ("syria", "SY", "state media")
    assert sohr.aligned is None
    assert sources.why("sana") == "state agency of Syria"


def test_a_party_speaks_for_itself(sources: Sources) -> None:
    hamas = sources.speaker("hamas")
    assert hamas
    assert (hamas.kind, hamas.aligned) == ("party", "hamas")


def test_every_state_has_ministries(sources: Sources) -> None:
    ministry = sources.speaker("chile-foreign-ministry")
    assert ministry
    assert (ministry.name, ministry.aligned, ministry.country) == ("Foreign ministry of Chile", "chile", "CL")
    assert sources.body("{id}-state-news-agency", "SY") == "sana"
    assert sources.body("{id}-state-news-agency", "CL") == "chile-state-news-agency"


def test_the_unnamed_are_of_one_document_and_may_have_a_side(sources: Sources) -> None:
    one, other = unnamed_speaker("d-1", "a military source", "syria-army"), unnamed_speaker("d-2", "a military source")
    first, second = sources.speaker(one), sources.speaker(other)
    assert first
    assert second
    assert one != other
    assert (first.kind, first.aligned, second.aligned) == ("unnamed", "syria-army", None)


def test_a_document_with_any_id_keeps_its_unnamed(sources: Sources) -> None:
    speaker = sources.speaker(unnamed_speaker("http://a@b:80/c", "activists"))
    assert speaker
    assert (speaker.name, speaker.aligned) == ("activists", None)


def test_the_named_are_the_same_everywhere(sources: Sources) -> None:
    speaker = sources.speaker(named_speaker("Juan Perez"))
    assert speaker
    assert (speaker.id, speaker.kind) == ("named:juan-perez", "named")
    assert sources.speaker("no-such-speaker") is None


def test_names_that_are_words_are_no_speakers_amid_others(sources: Sources) -> None:
    assert sources.named("The Independent") == ("the-independent",)
    assert sources.folded("independent", printed="independent") == ()
    assert sources.folded("who", printed="who") == ()
    assert sources.folded("who", printed="WHO") == ("who",)


def test_copies_are_known(sources: Sources) -> None:
    trt = sources.speaker("trt")
    assert trt
    assert trt.copies == ("anadolu",)
