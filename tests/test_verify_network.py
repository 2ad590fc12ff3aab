"""The real thing without mocks: a TLS server that is s3.amazonaws.com, behind a proxy that the environment names."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.authority import ADDRESS, Authority, headers
from skill.verify import VerificationError, Verifier
from skill.verify.network import download
from tests.amazon import CHAIN, LEAF, amazon_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.amazon import Bucket

FOLDER = ADDRESS.rpartition("/")[0]
SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000001"


@pytest.fixture
def amazon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bucket]:
    """Amazon's host, for this process."""
    with amazon_here(tmp_path) as (bucket, environment):
        for name in ("HTTPS_PROXY", "no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield bucket


def body() -> bytes:
    envelope = json.loads((Path(__file__).parent / "requests" / "launch.json").read_text())
    envelope["request"]["timestamp"] = datetime.now(UTC).isoformat()
    return json.dumps(envelope).encode()


def test_a_signed_request_is_verified_with_a_certificate_that_was_really_fetched(amazon: Bucket) -> None:
    # GIVEN a verifier that was given nothing: clock, roots and download are the system's
    verifier, what = Verifier.for_skills([SKILL]), body()
    # WHEN two requests arrive
    assert verifier.verify(headers(LEAF, what), what)["request"]["type"] == "LaunchRequest"
    assert verifier.verify(headers(LEAF, what), what)
    # THEN the certificate was fetched once
    assert amazon.asked == ["/echo.api/echo-api-cert.pem"]
    # AND a changed body is refused
    with pytest.raises(VerificationError, match="does not match"):
        verifier.verify(headers(LEAF, what), what.replace(b"en-US", b"en-GB"))


def test_the_download_is_what_the_host_serves(amazon: Bucket) -> None:
    assert download(ADDRESS) == CHAIN


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none.pem", "cannot be downloaded"),
        ("moved.pem", "cannot be downloaded"),
        ("endless.pem", "too long"),
        ("dripping.pem", "too slow"),
    ],
)
def test_a_bad_download_is_a_refusal(amazon: Bucket, monkeypatch: pytest.MonkeyPatch, name: str, why: str) -> None:
    monkeypatch.setattr("skill.verify.network.SECONDS", 0.5)
    with pytest.raises(VerificationError, match=why):
        download(f"{FOLDER}/{name}")
    assert amazon.asked == [f"/echo.api/{name}"]


def test_a_download_that_breaks_off_is_no_chain(amazon: Bucket) -> None:
    what = body()
    sent = headers(LEAF, what, f"{FOLDER}/cut.pem")
    with pytest.raises(VerificationError, match="certificate cannot be"):
        Verifier.for_skills([SKILL]).verify(sent, what)


def test_a_host_with_a_foreign_certificate_is_not_believed(
    amazon: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other.pem").write_bytes(Authority.new("Foreign").root.pem())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    with pytest.raises(VerificationError, match="cannot be downloaded"):
        download(ADDRESS)
    assert amazon.asked == []


def test_a_proxy_that_is_gone_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    with pytest.raises(VerificationError, match="cannot be downloaded"):
        download(ADDRESS)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1/", "ftp://127.0.0.1/"])
def test_nothing_but_https_is_opened(address: str) -> None:
    with pytest.raises(VerificationError, match="cannot be downloaded"):
        download(address)
