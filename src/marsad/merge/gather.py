"""What one document tells, sorted into accounts of one happening each, running totals, and what is neither."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from marsad.merge import families
from marsad.merge.account import Account, account_of, joined
from marsad.merge.block import comparable
from marsad.merge.cluster import cluster
from marsad.merge.findings import ONE_BREATH, distance_in_text
from marsad.merge.judged import Judged, pair
from marsad.merge.reprints import Reprints
from marsad.merge.score import Scorer
from marsad.model import Aside, Claim, Known, Polarity

WHOLE_WAR = 10_000  # dead: more than the reports of a day count, unless they repeat what a war has cost
BACK = 40  # claims of a family that are looked back over: reports seldom return to a happening after more


@dataclass(frozen=True, slots=True)
class Gathered:
    """The accounts of one document, its cumulative claims, and the claims that are neither, each with its reason."""

    accounts: list[Account] = field(default_factory=list)
    totals: list[Known] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


def gather(document: Iterable[Known], scorer: Scorer, judged: Judged, reprints: Reprints) -> Gathered:
    """Sort the claims of one document, whatever their order.

    What a person judged to be of one happening with another claim is kept, though it has neither place nor day.
    """
    gathered = Gathered()
    families_found: dict[str, list[Known]] = defaultdict(list)
    for known in sorted(document, key=_position):
        if reason := no_happening(known.claim):
            gathered.asides.append(Aside(claim_id=known.claim.id, because=reason))
        elif known.claim.cumulative:
            gathered.totals.append(known)
        else:
            families_found[families.family(known.claim.kind)].append(known)
    for group in families_found.values():
        for account in accounts(group, scorer, reprints):
            reason = "" if any(map(judged.partners, account.claim_ids)) else unfounded(account)
            gathered.asides.extend(Aside(claim_id=each, because=reason) for each in account.claim_ids if reason)
            gathered.accounts.extend([] if reason else [account])
    return gathered


def _position(known: Known) -> tuple[int, int, str]:
    span = known.claim.evidence[0].span
    return span.start, span.end, known.claim.id


def no_happening(claim: Claim) -> str:
    """Why a claim tells of nothing that happened; empty where it does."""
    if claim.polarity is Polarity.UNREALISED:
        return "planned, threatened or feared: nobody says that it happened"
    if claim.kind == "control" and families.is_state(claim.change):
        return "says who holds a place, not that it changed hands"
    if claim.kind == "killed" and not claim.cumulative and claim.quantity and (claim.quantity.value or 0) >= WHOLE_WAR:
        return "so many dead are taken for a war's total, though nothing says since when"
    return ""


def unfounded(account: Account) -> str:
    """Why an account can neither be nor join an event; empty where it can."""
    if account.start is None:
        return "no day is known, nor told by what stands beside it"
    if not account.placed:
        return "no place is known, nor told by what stands beside it"
    return "" if comparable(account) else "its days are more than a happening takes"


def accounts(claims: Sequence[Known], scorer: Scorer, reprints: Reprints) -> Iterator[Account]:
    """Yield the accounts that claims of one family and document give, in the order of the text.

    First what one sentence tells is put together, an attack with its dead, and then the sentences: so that an attack
    with figures of its own can be told from another.
    """
    singles = [account_of(known, reprints.texts(known.claim)) for known in claims]
    sentences = [joined(group) for group in _groups(singles, scorer, in_one_breath)]
    by_id = {single.id: single for single in singles}
    for group in _groups(sentences, scorer, lambda *_: True):
        yield joined(sorted((by_id[each] for account in group for each in account.claim_ids), key=singles.index))


def in_one_breath(left: Account, right: Account) -> bool:
    """Whether one sentence tells both; what stands behind and is told as another begins a new telling."""
    gap = distance_in_text(left, right)
    return gap <= (0 if right.others and not left.others else ONE_BREATH)


def _groups(
    accounts: Sequence[Account], scorer: Scorer, worth_comparing: Callable[[Account, Account], bool]
) -> list[list[Account]]:
    """The groups of the accounts of a report, in the order of the text."""
    scored = (
        (pair(left.id, right.id), scorer.score(left, right))
        for index, right in enumerate(accounts)
        for left in accounts[max(0, index - BACK) : index]
        if worth_comparing(left, right)
    )
    edges = {each: score for each, score in scored if score > 0}
    order = {account.id: index for index, account in enumerate(accounts)}
    groups = cluster({account.id: account for account in accounts}, edges, scorer.score)
    return [[accounts[index] for index in group] for group in sorted(sorted(order[each] for each in g) for g in groups)]
