"""The quickened pipeline says what the bare one says."""

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from labelled import GOLD, documents
from marsad.extract.model_pin import load_model
from marsad.lexicon import load

WORDS = (
    "there is are was were 's 're gon gonna na c'm on y' y all got ta let us ai n't nt that if but do did had".split()
)


@pytest.fixture(scope="module")
def bare() -> Language:
    pin = load("model.yml")
    parser: Language = importlib.import_module(pin["package"]).load(exclude=pin["unused"])
    return parser


def said(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            token.text,
            token.tag_,
            token.pos_,
            str(token.morph),
            token.lemma_,
            token.dep_,
            token.head.i,
            token.is_sent_start,
        )
        for token in doc
    ]


def test_labelled_reports(bare: Language) -> None:
    texts = [document.text for name in ("latin", "afghan", "seed") for document in documents(GOLD, name)]

    quick = list(load_model().pipe(texts))

    assert [said(doc) for doc in quick] == [said(doc) for doc in bare.pipe(texts)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n", "  ", ",", "rebels", "It", "I", "cause"]), max_size=25))
def test_words_that_two_tokens_decide(bare: Language, words: list[str]) -> None:
    text = " ".join(words)

    assert said(load_model()(text)) == said(bare(text))


def test_nothing() -> None:
    assert said(load_model()("")) == []
