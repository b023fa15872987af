import pytest

import marsad
from marsad import model


def test_every_noun_is_made_when_it_is_asked_for() -> None:
    assert {getattr(model, name).__name__ for name in model.__all__} == {*model.__all__}
    assert marsad.Claim is model.Claim


@pytest.mark.parametrize("package", [marsad, model])
def test_what_is_no_name_is_refused(package: object) -> None:
    with pytest.raises(AttributeError, match="Unheard"):
        _ = package.Unheard  # type: ignore[attr-defined]
