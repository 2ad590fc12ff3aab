"""Warning signs that could be taken for one another, or that would be taken in the wrong order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from skill.content.files import SINGLE, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.check.draft import Draft
    from skill.content.model import StopNow, Urgency
    from skill.content.problem import Problem


def check(draft: Draft) -> Iterator[Problem]:
    """Find ids that two signs share, signs to escalate that are none, and an order that forgets something."""
    if not (safety := draft.safety):
        return
    tiers: dict[str, Urgency | StopNow] = {
        "emergency": safety.emergency,
        "urgent": safety.urgent,
        "stop_now": safety.stop_now,
        "normal": safety.normal,
    }
    count = Counter([safety.pain.id, *(sign.id for tier in tiers.values() for sign in tier.signs)])
    for name, tier in tiers.items():
        for index, sign in enumerate(tier.signs):
            if count[sign.id] > 1:
                yield problem(
                    (SINGLE, name, "signs", index, "id"), f"{sign.id!r} is the id of several signs; rename one"
                )
    ending = {sign.id for sign in (*safety.emergency.signs, *safety.stop_now.signs)}
    for index, id_ in enumerate(safety.stop_now.escalate):
        if id_ not in ending:
            message = (
                f"{id_!r} is neither a sign of an emergency nor one that ends a set; add it there or remove it here"
            )
            yield problem((SINGLE, "stop_now", "escalate", index), message)
    if len(set(safety.precedence)) < len(safety.precedence):
        yield problem((SINGLE, "precedence"), "something is there twice, so something is missing; name each once")
