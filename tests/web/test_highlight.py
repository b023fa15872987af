from hypothesis import given
from hypothesis import strategies as st

from marsad.web.highlight import LANES, Mark, paragraphs

texts = st.text("ab cd’😀é\n\r", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts.filter(bool))
    pairs = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20))
    spans = draw(st.lists(pairs, max_size=12))
    return text, [
        Mark(start, min(start + size, len(text)), number, f"c-{number}") for number, (start, size) in enumerate(spans)
    ]


@given(marked())
def test_pieces_are_the_text_and_nothing_else(example: tuple[str, list[Mark]]) -> None:
    text, marks = example
    for line in paragraphs(text, marks):
        for piece in line:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert "".join(piece.text for piece in line).strip()
    shown = "".join(piece.text for line in paragraphs(text, marks) for piece in line)
    assert shown.replace(" ", "") == "".join(text.splitlines()).replace(" ", "")


@given(marked())
def test_a_piece_lies_under_the_quotations_that_cover_it_and_no_others(example: tuple[str, list[Mark]]) -> None:
    text, marks = example
    for piece in (piece for line in paragraphs(text, marks) for piece in line):
        end = piece.start + len(piece.text)
        covering = {mark for mark in marks if mark.start <= piece.start and end <= mark.end}
        assert {lane.mark for lane in piece.lanes} == covering


@given(marked())
def test_overlapping_quotations_have_lanes_of_their_own(example: tuple[str, list[Mark]]) -> None:
    for piece in (piece for line in paragraphs(*example) for piece in line):
        depths = [lane.depth for lane in piece.lanes if lane.depth < LANES - 1]
        assert len(set(depths)) == len(depths)


def test_offsets_are_code_points() -> None:
    text = "😀😀 “7 dead”"
    [line] = paragraphs(text, [Mark(3, 11, 1, "c-1")])
    assert [piece.text for piece in line if piece.lanes] == ["“7 dead”"]


def test_a_quotation_over_two_lines_is_begun_once() -> None:
    lines = paragraphs("one\ntwo", [Mark(0, 7, 1, "c-1")])
    assert [[lane.first for lane in piece.lanes] for line in lines for piece in line] == [[True], [False]]
