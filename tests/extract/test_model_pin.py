import time
from pathlib import Path

import pytest

from marsad import lexicon
from marsad.errors import ModelMissingError
from marsad.extract import model_pin

PIN = lexicon.load("model.yml")


def installed() -> Path:
    return model_pin.locate(PIN["package"], PIN["folder"], PIN["distribution"])


def test_the_installed_model_is_the_pinned_one_and_checking_it_is_cheap() -> None:
    started = time.perf_counter()
    model_pin.verify(installed(), PIN["sha256"], PIN["distribution"])
    assert time.perf_counter() - started < 0.5  # 10 ms on an idle machine


def test_the_model_is_loaded_once_without_unused_parts() -> None:
    model = model_pin.load_model()
    assert model is model_pin.load_model()
    assert model.pipe_names == ["tok2vec", "tagger", "parser", "marsad_attributes"]


def test_an_absent_model_names_the_remedy() -> None:
    with pytest.raises(ModelMissingError, match=r"pip install no-such-model==1"):
        model_pin.locate("no_such_model", "x", "no-such-model==1")


@pytest.mark.parametrize("content", [None, b"", b"other weights"])
def test_a_missing_or_altered_file_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "parser").mkdir()
    if content is not None:
        (tmp_path / "parser" / "model").write_bytes(content)
    with pytest.raises(ModelMissingError, match=r"parser.model is missing or not the pinned one; run: pip"):
        model_pin.verify(tmp_path, {"parser/model": "00"}, "m==1")
