"""A turn, dict in → dict out, and the same over HTTP with its signature checked."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import hello, sdk_web
from bench.authority import Authority, headers
from bench.measure import paired
from bench.rows import Row
from skill.app import create_app
from skill.service import open_service
from skill.settings import Settings
from skill.verify import Verifier
from skill.verify.network import system_roots

SETTINGS = Settings(store="memory", log_level="ERROR")
REQUESTS = Path(__file__).parents[1] / "tests" / "requests"


def request(name: str = "how_to") -> dict[str, Any]:
    """A recorded request."""
    envelope: dict[str, Any] = json.loads((REQUESTS / f"{name}.json").read_text(encoding="utf-8"))
    return envelope


def run() -> list[Row]:
    """The turns' rows."""
    return [how_to(), signed()]


def how_to() -> Row:
    """Our how-to beside the hello world's."""
    service, event = open_service(SETTINGS), request()
    ours, theirs = paired(lambda: service.respond(event), lambda: hello.lambda_handler(event, None), 30, 40)
    return Row("how-to turn, dict in → dict out, p50", ours * 1e3, "ms", theirs * 1e3, "ask-sdk hello world", 1.0)


def signed() -> Row:
    """Our verified how-to through Flask beside the SDK's verified hello world through Flask."""
    authority, event = Authority.new(), request()
    event["request"]["timestamp"] = datetime.now(UTC).isoformat()
    body, leaf = json.dumps(event).encode(), authority.issue()
    roots = [*system_roots(), authority.root.certificate]
    verifier = Verifier.for_skills(
        [event["context"]["System"]["application"]["applicationId"]], roots=roots, fetch=lambda _: authority.chain(leaf)
    )
    ours = create_app(SETTINGS, open_service(SETTINGS), verifier).test_client()
    with warnings.catch_warnings(), sdk_web.client(authority.chain(leaf), roots) as theirs:
        warnings.simplefilter("ignore")  # the SDK's, of dates without a zone
        post = {"data": body, "headers": headers(leaf, body)}
        for client in (ours, theirs):
            if client.post("/alexa", **post).status_code != 200:
                raise RuntimeError("a rightly signed request was refused")
        mine, sdk = paired(lambda: ours.post("/alexa", **post), lambda: theirs.post("/alexa", **post), 15, 20)
    return Row("signed turns through Flask", 1 / mine, "/s", 1 / sdk, "flask-ask-sdk", 6.0, at_least=True)
