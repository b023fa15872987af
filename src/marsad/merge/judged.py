"""What people decided of pairs of claims: hard constraints on merging."""

from collections.abc import Iterable, Iterator

from marsad.model import Judgement, Verdict

Pair = tuple[str, str]


def pair(left: str, right: str) -> Pair:
    """Two ids, the lesser first."""
    return (left, right) if left < right else (right, left)


class Judged:
    """The judgements in force on pairs of claims: of several on one pair the last, none that was undone."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        everything = sorted(judgements, key=lambda each: (each.at, each.id))
        undone = {each.other for each in everything if each.verdict is Verdict.UNDO}
        self._last = {
            pair(each.subject, each.other): each
            for each in everything
            if each.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE) and each.id not in undone
        }
        self._others: dict[str, list[str]] = {}
        for left, right in self._last:
            self._others.setdefault(left, []).append(right)
            self._others.setdefault(right, []).append(left)

    def between(self, left: Iterable[str], right: Iterable[str]) -> Iterator[Judgement]:
        """Yield the judgements on pairs of one claim of `left` and one of `right`."""
        theirs = set(right)
        for one in left:
            for other in self._others.get(one, ()):
                if other in theirs:
                    yield self._last[pair(one, other)]

    def apart(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether some pair across the two was judged different."""
        return any(each.verdict is Verdict.DIFFERENT for each in self.between(left, right))

    def partners(self, claim: str) -> list[str]:
        """The claims judged to tell of the same as `claim`, sorted."""
        others = self._others.get(claim, ())
        return sorted(other for other in others if self._last[pair(claim, other)].verdict is Verdict.SAME)

    def touching(self, claim: str) -> bool:
        """Whether any judgement on a pair names `claim`."""
        return claim in self._others

    def verdict(self, left: str, right: str) -> Judgement | None:
        """The judgement on two claims, None where nobody judged them."""
        return self._last.get(pair(left, right))
