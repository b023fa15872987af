"""Values of the model for property tests."""

import string

from hypothesis import strategies as st

from marsad import Claim, Evidence, Mention, Quantity, When
from marsad.model import Basis, Hedge, Polarity, Reason, Span

words = st.text(string.ascii_letters + " ,.\"'“”–éمр\n", min_size=1, max_size=30)
ids = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=12)
spans = st.tuples(st.integers(0, 10_000), st.integers(1, 500)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
amounts = st.one_of(st.integers(0, 10**9).map(float), st.floats(0, 1e9))
days = st.dates()

evidence = st.builds(Evidence, spans, words)
mentions = st.builds(Mention, words, st.none() | spans, st.just("") | words)
reasons = st.builds(Reason, words, words)
whens = st.builds(When, spans, words, st.none() | days, st.none() | days, st.sampled_from(Basis), st.booleans())
quantities = st.builds(
    Quantity, spans, words, st.sampled_from(Hedge), st.none() | amounts, st.none() | amounts, st.just("person") | words
)
claims = st.builds(
    Claim,
    document_id=ids,
    kind=st.sampled_from(["killed", "attack", "control"]),
    evidence=st.lists(evidence, min_size=1, max_size=3).map(tuple),
    polarity=st.sampled_from(Polarity),
    source=st.none() | mentions,
    via=st.none() | mentions,
    actor=st.none() | mentions,
    target=st.none() | mentions,
    place=st.none() | mentions,
    when=st.none() | whens,
    quantity=st.none() | quantities,
    cumulative=st.booleans(),
    subset=st.booleans(),
    another=st.booleans(),
    parent=st.none() | ids,
    method=st.none() | st.sampled_from(["airstrike", "clash"]),
    change=st.none() | st.sampled_from(["gained", "lost"]),
    origin=ids,
    reasons=st.lists(reasons, max_size=2).map(tuple),
)
