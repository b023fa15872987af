import pytest

from marsad.errors import DataError
from marsad.web.keys import EVERYWHERE, Key, bindings, check


def test_the_keys_do_not_clash() -> None:
    check(bindings())
    actions = {key.action for key in bindings()}
    assert {"accept", "reject", "undo", "redo", "same", "different", "help", "go-inbox"} <= actions


@pytest.mark.parametrize(
    "second",
    [
        Key("other", ("a",), "something else", "review"),
        Key("other", ("a",), "something else", EVERYWHERE),
        Key("other", ("a b",), "a sequence that begins with it", "review"),
    ],
)
def test_a_key_that_would_do_two_things_is_refused(second: Key) -> None:
    with pytest.raises(DataError, match="a would do two things"):
        check([Key("accept", ("a",), "accept", "review"), second])


def test_a_key_may_do_another_thing_on_another_kind_of_screen() -> None:
    check([Key("new-claim", ("n",), "new claim", "review"), Key("different", ("n",), "two happenings", "pairs")])
