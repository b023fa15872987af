"""Pairs that a person should look at."""

import math
from collections.abc import Iterator

from marsad.merge.account import Account
from marsad.merge.merger import DOUBT, Merger
from marsad.model import Link


def doubts(merger: Merger) -> Iterator[Link]:
    """Yield the pairs of accounts that are uncertain, the most useful first; none that was judged.

    Links name the first claims of the accounts.
    """
    found = [
        (use(left, right, score), left, right)
        for left, right, score in merger.compared()
        if abs(score) <= DOUBT and not any(merger.judged.between(left.claim_ids, right.claim_ids))
    ]
    for _, left, right in sorted(found, key=lambda each: (-each[0], each[1].id, each[2].id)):
        yield merger.scorer.link(left, right)


def use(left: Account, right: Account, score: float) -> float:
    """Return of how much use a person's word on a pair is, where its score leaves it open and much depends on it.

    That is the variance of the verdict, times the largest figure at stake: figures that belong to one event or to two.
    """
    likely = 1 / (1 + math.exp(-score / 10))
    amounts = [amount.value for each in (left, right) for found in each.amounts.values() for amount in found]
    return likely * (1 - likely) * max(amounts, default=1.0)
