import json
from pathlib import Path

import pytest

from conftest import Run

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2009-12-19">2009-12-19</TIMEX3></DCT>
<TEXT>It began on <TIMEX3 tid="t1" type="DATE" value="1939-09-01">September 1, 1939</TIMEX3> &amp; went on
from <TIMEX3 tid="t2" type="DATE" value="1940">1940</TIMEX3> to <TIMEX3 tid="t3" type="DATE" value="1942">1942</TIMEX3>.
</TEXT></TimeML>
"""


def test_a_folder_of_timeml(marsad: Run, tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(TIMEML, "utf-8")

    outcome = marsad("evaluate-times", tmp_path, "--json")
    table = json.loads(outcome.out)[0]
    rows = {row["what"]: row for row in table["rows"]}

    assert outcome.code == 0
    assert table["name"] == f"{tmp_path.name}: 1 texts, 3 expressions"
    assert rows["marsad, all"]["F1"] == 1.0


def test_texts_that_rules_were_tuned_on_are_counted_apart(marsad: Run, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    lines = (line("It fell on 3 May 2020.", tuned=True), line("It fell in May 2020.", tuned=False))
    path.write_text("\n".join(lines), "utf-8")

    out = marsad("evaluate-times", path, "--json").out
    rows = {row["what"]: row for row in json.loads(out)[0]["rows"]}

    assert (rows["marsad, tuned"]["F1"], rows["marsad, held out"]["F1"]) == (1.0, 0.0)


def line(text: str, *, tuned: bool) -> str:
    """A report with one mark, on the day of "3 May 2020" or on its month."""
    words = "3 May 2020" if "3" in text else "May 2020"
    mark = {"start": text.index(words), "end": text.index(words) + len(words), "text": words, "value": "2020-05-03"}
    return json.dumps({"id": "a", "published": "2020-06-01", "tuned": tuned, "text": text, "times": [mark]})


@pytest.mark.parametrize("content", ["{", '{"id": "a", "text": "b", "published": "2020-01-28"}', ""])
def test_what_holds_no_marked_texts_is_refused_in_a_sentence(marsad: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(content, "utf-8")

    outcome = marsad("evaluate-times", path)

    assert outcome.code == 2
    assert str(path) in outcome.err
    assert "marked texts" in outcome.err
