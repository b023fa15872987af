"""How likely two accounts tell of one happening, and why."""

from marsad.merge import findings
from marsad.merge.account import Account
from marsad.merge.judged import Judged
from marsad.merge.lineage import Lineage
from marsad.merge.weights import FORBIDS, WEIGHTS
from marsad.model import Judgement, Link, Verdict

OVERRULED = -100.0  # what a contradiction counts for in a link that a person made all the same: JSON knows no infinity

_WEIGHT = {feature: {name: each.weight for name, each in table.items()} for feature, table in WEIGHTS.items()}


class Scorer:
    """Compares accounts by the features of the table, knowing who belongs to whom and what was judged."""

    def __init__(self, lineage: Lineage, judged: Judged) -> None:
        self._lineage = lineage
        self._judged = judged

    def findings(self, left: Account, right: Account) -> dict[str, str]:
        """What each feature finds, by feature, in the order of the table."""
        return {
            "prior": findings.prior(left, right),
            "place": findings.place(left, right),
            "days": findings.days(left, right),
            "actor": findings.actor(left, right, self._lineage),
            "target": findings.target(left, right, self._lineage),
            "method": findings.method(left, right),
            "figures": findings.figures(left, right),
            "words": findings.words(left, right),
        }

    def score(self, left: Account, right: Account) -> float:
        """The sum of weights; FORBIDS where a finding contradicts or a person judged them different."""
        if self._judged.apart(left.claim_ids, right.claim_ids):
            return FORBIDS
        return sum([_WEIGHT[feature][name] for feature, name in self.findings(left, right).items()])

    def across(self, left: Account, right: Account) -> float:
        """The score of accounts as gathered from documents: what one document keeps apart stays apart."""
        return FORBIDS if left.document_id == right.document_id else self.score(left, right)

    def verdict(self, left: Account, right: Account) -> Judgement | None:
        """The first judgement that says of claims of the two that they tell of the same, or do not."""
        judgements = self._judged.between(left.claim_ids, right.claim_ids)
        return next((each for each in judgements if each.verdict is not Verdict.UNSURE), None)

    def link(self, left: Account, right: Account) -> Link:
        """What speaks for and against taking two accounts for one."""
        judgement = self.verdict(left, right)
        judged = (f"judged {judgement.verdict} by {judgement.by} on {judgement.at:%Y-%m-%d}",) if judgement else ()
        return Link(
            left=left.id,
            right=right.id,
            score=max(self.score(left, right), OVERRULED),
            because=(*judged, *self.because(left, right)),
            judgement_id=judgement.id if judgement else "",
        )

    def because(self, left: Account, right: Account) -> tuple[str, ...]:
        """The findings that weigh anything, in words, with their weights, the heaviest first."""
        weights = [WEIGHTS[feature][name] for feature, name in self.findings(left, right).items()]
        telling = sorted((each for each in weights if each.weight), key=lambda each: -abs(each.weight))
        return tuple(_worded(each.because, each.weight) for each in telling)


def _worded(because: str, weight: float) -> str:
    return f"{because}: never one" if weight == FORBIDS else f"{because} ({weight:+g})"
