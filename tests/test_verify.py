"""Verification: only a rightly signed, fresh request for this skill passes; every other one is refused calmly."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.authority import ADDRESS, DAY, Authority, Holder, headers, rsa_key
from skill.errors import SettingsError
from skill.verify import VerificationError, Verifier
from skill.verify.address import certificate_address
from skill.verify.network import system_roots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000001"
REQUESTS = Path(__file__).parent / "requests"
NOW = datetime.now(UTC).replace(microsecond=0)
AUTHORITY = Authority.new()
LEAF = AUTHORITY.issue()
CHAIN = AUTHORITY.chain(LEAF)


@dataclass
class Host:
    """Amazon's bucket: what is at which address, and what was asked for."""

    files: dict[str, bytes] = field(default_factory=lambda: {ADDRESS: CHAIN})
    asked: list[str] = field(default_factory=list)

    def fetch(self, address: str) -> bytes:
        self.asked.append(address)
        if address not in self.files:
            raise VerificationError("certificate cannot be downloaded")
        return self.files[address]


@dataclass
class Watch:
    """A clock that stands still until it is set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def verifier(host: Host, watch: Watch) -> Verifier:
    return Verifier.for_skills([SKILL], roots=[AUTHORITY.root.certificate], fetch=host.fetch, clock=watch)


def body(name: str = "how_to", *, at: object = NOW, skill: object = SKILL) -> bytes:
    """A recorded request, as if it had just been sent."""
    envelope: dict[str, Any] = json.loads((REQUESTS / f"{name}.json").read_text())
    envelope["request"]["timestamp"] = at.isoformat().replace("+00:00", "Z") if isinstance(at, datetime) else at
    envelope["context"]["System"]["application"]["applicationId"] = skill
    if "session" in envelope:
        envelope["session"]["application"]["applicationId"] = skill
    return json.dumps(envelope).encode()


def reason(verifier: Verifier, sent: Mapping[str, str], what: bytes) -> str:
    with pytest.raises(VerificationError) as caught:
        verifier.verify(sent, what)
    return str(caught.value)


def signed(what: bytes, leaf: Holder = LEAF, **other: str) -> dict[str, str]:
    return headers(leaf, what) | {name.replace("_", "-"): value for name, value in other.items()}


# The right request.


def test_a_rightly_signed_request_passes_and_comes_back_parsed(verifier: Verifier) -> None:
    assert verifier.verify(signed(body()), body()) == json.loads(body())


def test_header_names_have_any_case(verifier: Verifier) -> None:
    assert verifier.verify({name.upper(): value for name, value in signed(body()).items()}, body())


def test_one_process_can_serve_several_skills(host: Host, watch: Watch) -> None:
    several = Verifier.for_skills(["other", SKILL], roots=[AUTHORITY.root.certificate], fetch=host.fetch, clock=watch)
    assert several.verify(signed(body()), body())


# Where the certificate comes from.


@pytest.mark.parametrize(
    ("sent", "normal"),
    [
        (ADDRESS, ADDRESS),
        ("https://s3.amazonaws.com:443/echo.api/cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"),
        ("HTTPS://S3.AmazonAWS.com/echo.api/cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"),
        ("https://s3.amazonaws.com/echo.api/../echo.api/cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"),
        ("https://s3.amazonaws.com/evil/../echo.api/./cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"),
        ("https://s3.amazonaws.com/echo.api//cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"),
        ("https://s3.amazonaws.com/echo.api/cert.pem?x=1#y", "https://s3.amazonaws.com/echo.api/cert.pem"),
    ],
)
def test_an_address_of_amazon_is_normalised(sent: str, normal: str) -> None:
    assert certificate_address(sent) == normal


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "http://s3.amazonaws.com/echo.api/cert.pem",
        "https://notamazon.com/echo.api/cert.pem",
        "https://s3.amazonaws.com.evil.com/echo.api/cert.pem",
        "https://s3.amazonaws.com./echo.api/cert.pem",
        "https://evil@s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com@evil.com/echo.api/cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/cert.pem",
        "https://s3.amazonaws.com/invalid.path/cert.pem",
        "https://s3.amazonaws.com/echo.api/../cert.pem",
        "https://s3.amazonaws.com/echo.api/../../echo.apix/cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/evil/cert.pem",
        "https://s3.amazonaws.com/echo.api/..\\evil/cert.pem",
        "https://s3.amazonaws.com/echo.api",
        "https://s3.amazonaws.com//echo.api/cert.pem",
        "https://s3.amazonaws.com:563/echo.api/cert.pem",
        "https://s3.amazonaws.com:abc/echo.api/cert.pem",
        "https://s3.amazonaws.com:99999/echo.api/cert.pem",
        "https://[s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com/echo.api/cert\n.pem",
        "https://s3.amazonaws.com/echo.api/ćert.pem",
        "file:///echo.api/cert.pem",
        "https://s3.amazonaws.com/echo.api/" + 600 * "a",
    ],
)
def test_another_address_is_refused_and_never_fetched(verifier: Verifier, host: Host, sent: str) -> None:
    assert reason(verifier, signed(body(), SignatureCertChainUrl=sent), body()).startswith("certificate address")
    assert host.asked == []


# The eleven defects of Amazon's own package for Python, each with the right outcome.


def test_defect_1_the_normalised_address_is_what_is_fetched(verifier: Verifier, host: Host) -> None:
    winding = "https://s3.amazonaws.com/evil/../echo.api/echo-api-cert.pem"
    assert verifier.verify(signed(body(), SignatureCertChainUrl=winding), body())
    assert host.asked == [ADDRESS]


def test_defect_2_a_port_that_is_no_number_is_refused(verifier: Verifier) -> None:
    sent = signed(body(), SignatureCertChainUrl="https://s3.amazonaws.com:abc/echo.api/cert.pem")
    assert reason(verifier, sent, body()) == "certificate address cannot be read"


def test_defect_3_fifty_spellings_of_an_address_are_one_download_and_one_entry(verifier: Verifier, host: Host) -> None:
    for number in range(50):
        verifier.verify(signed(body(), SignatureCertChainUrl=f"{ADDRESS}?x={number}"), body())
    assert host.asked == [ADDRESS]


def test_defect_3_the_cache_is_bounded(verifier: Verifier, host: Host) -> None:
    # GIVEN many good certificates at as many addresses
    addresses = [f"https://s3.amazonaws.com/echo.api/{number}.pem" for number in range(40)]
    host.files.update(dict.fromkeys(addresses, CHAIN))
    for address in addresses:
        verifier.verify(signed(body(), SignatureCertChainUrl=address), body())
    # THEN only the newest are kept
    assert len(verifier.keys._kept) == 16
    assert list(verifier.keys._kept)[-1] == addresses[-1]


def test_defect_4_a_failed_download_is_refused_and_tried_again(verifier: Verifier, host: Host) -> None:
    host.files.clear()
    assert reason(verifier, signed(body()), body()) == "certificate cannot be downloaded"
    host.files[ADDRESS] = CHAIN
    assert verifier.verify(signed(body()), body())


@pytest.mark.parametrize("junk", [b"<html>Sorry</html>", b"", b"\xff\xfe", CHAIN[:200]])
def test_defect_5_what_is_no_chain_is_refused_and_not_kept(verifier: Verifier, host: Host, junk: bytes) -> None:
    host.files[ADDRESS] = junk
    assert reason(verifier, signed(body()), body()) == "certificate cannot be read"
    host.files[ADDRESS] = CHAIN
    assert verifier.verify(signed(body()), body())


@pytest.mark.parametrize("junk", ["!", "abc", "AAAA\nAAAA", "Ω", "=" * 8])
def test_defect_6_a_signature_that_is_not_base64_is_refused(verifier: Verifier, junk: str) -> None:
    assert reason(verifier, signed(body(), **{"Signature-256": junk}), body()) == "signature is not base64"


@pytest.mark.parametrize("what", [b"", b"{", b"\xff{}", b"x=1", b"[" * 100_000])
def test_defect_7_a_signed_body_that_is_no_json_is_refused(verifier: Verifier, what: bytes) -> None:
    assert reason(verifier, signed(what), what) == "body is not JSON"


@pytest.mark.parametrize("what", [b"[]", b"null", b"3", b'"x"'])
def test_defect_7_a_signed_body_that_is_no_object_is_refused(verifier: Verifier, what: bytes) -> None:
    assert reason(verifier, signed(what), what) == "body is not an object"


@pytest.mark.parametrize(
    "at",
    ["yesterday", "", None, 5, [], NOW.replace(tzinfo=None).isoformat(), "9999-12-31T23:59:59-14:00"],
    ids=["a word", "nothing", "null", "a number", "a list", "no zone", "the end of time"],
)
def test_defect_8_a_timestamp_that_cannot_be_compared_is_refused(verifier: Verifier, at: object) -> None:
    assert reason(verifier, signed(body(at=at)), body(at=at)).startswith("timestamp")


def test_defect_9_an_unknown_request_type_is_parsed_only_after_it_was_verified(verifier: Verifier) -> None:
    # GIVEN a request of a type that nobody knows
    what = body("unknown_request")
    # THEN it passes when it is signed, and is an unsigned request like any other when it is not
    assert verifier.verify(signed(what), what)
    assert reason(verifier, {}, what) == "signature headers are missing"


def test_defect_9_an_unverified_body_is_never_parsed(verifier: Verifier, monkeypatch: pytest.MonkeyPatch) -> None:
    what, sent, parsed = body(), signed(b"{}"), []
    monkeypatch.setattr("skill.verify.json.loads", parsed.append)
    assert reason(verifier, sent, what) == "signature does not match"
    assert parsed == []


@pytest.mark.parametrize("skill", ["amzn1.ask.skill.other", "", None, 5, [SKILL], {}])
def test_defect_10_a_request_for_another_skill_is_refused(verifier: Verifier, skill: object) -> None:
    assert reason(verifier, signed(body(skill=skill)), body(skill=skill)) == "request is for another skill"


@pytest.mark.parametrize("place", ["session", "context"])
def test_defect_10_every_place_must_name_this_skill(verifier: Verifier, place: str) -> None:
    envelope = json.loads(body())
    holder = envelope["session"] if place == "session" else envelope["context"]["System"]
    holder["application"]["applicationId"] = "amzn1.ask.skill.other"
    what = json.dumps(envelope).encode()
    assert reason(verifier, signed(what), what) == "request is for another skill"


def test_defect_11_a_kept_chain_is_fetched_again_once_it_expired(verifier: Verifier, host: Host, watch: Watch) -> None:
    # GIVEN a chain that was good and is in the cache
    verifier.verify(signed(body()), body())
    verifier.verify(signed(body()), body())
    assert len(host.asked) == 1
    # WHEN its leaf has expired, and Amazon serves the next one at the same address
    watch.now = NOW + 40 * DAY
    late = body(at=watch.now)
    renewed = AUTHORITY.issue(key=rsa_key("renewed"), since=NOW + 20 * DAY)
    assert reason(verifier, signed(late), late) == "certificate is not trusted"
    host.files[ADDRESS] = AUTHORITY.chain(renewed)
    # THEN the next one counts, and the old key does not
    assert verifier.verify(signed(late, renewed), late)
    assert reason(verifier, signed(late), late) == "signature does not match"


# What else a stranger can try.


@pytest.mark.parametrize("missing", ["SignatureCertChainUrl", "Signature-256"])
def test_a_missing_header_is_refused(verifier: Verifier, missing: str) -> None:
    sent = signed(body())
    del sent[missing]
    assert reason(verifier, sent, body()) == "signature headers are missing"


def test_the_old_signature_header_does_not_count(verifier: Verifier) -> None:
    sent = signed(body())
    sent["Signature"] = sent.pop("Signature-256")
    assert reason(verifier, sent, body()) == "signature headers are missing"


def test_a_changed_body_is_refused(verifier: Verifier) -> None:
    assert reason(verifier, signed(body()), body() + b" ") == "signature does not match"


def test_a_signature_of_another_key_is_refused(verifier: Verifier) -> None:
    assert (
        reason(verifier, headers(AUTHORITY.issue(key=rsa_key("thief")), body()), body()) == "signature does not match"
    )


def test_an_endless_signature_is_refused(verifier: Verifier) -> None:
    assert reason(verifier, signed(body(), **{"Signature-256": 4096 * "A"}), body()) == "signature is too long"


FOREIGN = Authority.new("Foreign")
STRANGER = FOREIGN.issue()


@pytest.mark.parametrize(
    ("leaf", "chain", "why"),
    [
        (STRANGER, FOREIGN.chain(STRANGER), "certificate is not trusted"),
        (LEAF, LEAF.pem(), "certificate is not trusted"),
        (LEAF, AUTHORITY.middle.pem(LEAF.certificate), "certificate is not trusted"),
        (
            other := AUTHORITY.issue("echo-api.amazon.com.evil.com"),
            AUTHORITY.chain(other),
            "certificate is not trusted",
        ),
        (wild := AUTHORITY.issue("*.evil.com"), AUTHORITY.chain(wild), "certificate is not trusted"),
        (old := AUTHORITY.issue(since=NOW - 9 * DAY, days=2), AUTHORITY.chain(old), "certificate is not trusted"),
        (early := AUTHORITY.issue(since=NOW + DAY), AUTHORITY.chain(early), "certificate is not trusted"),
    ],
    ids=[
        "foreign root",
        "no intermediate",
        "intermediate first",
        "other host",
        "other wildcard",
        "expired",
        "too early",
    ],
)
def test_a_chain_that_proves_nothing_is_refused(
    verifier: Verifier, host: Host, leaf: Holder, chain: bytes, why: str
) -> None:
    host.files[ADDRESS] = chain
    assert reason(verifier, signed(body(), leaf), body()) == why


def test_a_key_that_is_not_rsa_is_refused(verifier: Verifier, host: Host) -> None:
    curve = AUTHORITY.issue(key=ec.generate_private_key(ec.SECP256R1()))
    host.files[ADDRESS] = AUTHORITY.chain(curve)
    assert reason(verifier, signed(body()), body()) == "certificate has no RSA key"


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


@pytest.mark.parametrize(
    ("name", "away", "passes"),
    [
        ("how_to", 149, True),
        ("how_to", 151, False),
        ("event_skill_disabled", 3599, True),
        ("event_skill_disabled", 3601, False),
        ("event_reminder_started", 151, False),
    ],
)
@pytest.mark.parametrize("direction", [1, -1])
def test_a_request_is_as_fresh_as_its_kind_allows(
    verifier: Verifier, name: str, away: int, passes: bool, direction: int
) -> None:
    what = body(name, at=NOW - direction * seconds(away))
    if passes:
        assert verifier.verify(signed(what), what)
    else:
        assert reason(verifier, signed(what), what) == "timestamp is too far from now"


def test_a_timestamp_of_another_zone_counts_as_the_moment_it_is(verifier: Verifier) -> None:
    what = body(at=NOW.astimezone().isoformat())
    assert verifier.verify(signed(what), what)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_only_the_one_right_request_passes(data: st.DataObject) -> None:
    # GIVEN a request with one thing about it that is not as Alexa sent it
    host = Host()
    verifier = Verifier.for_skills([SKILL], roots=[AUTHORITY.root.certificate], fetch=host.fetch, clock=Watch())
    what, sent = bytearray(body()), signed(body())
    part = data.draw(st.sampled_from(["body", "longer", "signature", "address", "names"]))
    if part == "body":
        place = data.draw(st.integers(0, len(what) - 1))
        what[place] ^= data.draw(st.integers(1, 255))
    elif part == "longer":
        what += data.draw(st.binary(min_size=1, max_size=20))
    elif part == "signature":
        noise = data.draw(st.binary(max_size=300) | st.just(b"\x00" * 256))
        sent["Signature-256"] = data.draw(st.sampled_from([b64encode(noise).decode(), noise.decode("latin-1")]))
    elif part == "address":
        sent["SignatureCertChainUrl"] = data.draw(st.text(max_size=60))
    else:
        gone = data.draw(st.sampled_from(["SignatureCertChainUrl", "Signature-256"]))
        sent[gone + data.draw(st.text(alphabet="-_x ", min_size=1, max_size=3))] = sent.pop(gone)
    # THEN it is refused, whatever it is, and nothing but the refusal is raised
    with pytest.raises(VerificationError):
        verifier.verify(sent, bytes(what))


# Threads, settings, the system's own authorities.


def test_requests_that_arrive_together_share_one_download(host: Host, watch: Watch) -> None:
    # GIVEN an empty cache and eight requests at the same moment
    barrier, passed = Barrier(8), []

    def slow(address: str) -> bytes:
        return host.fetch(address)

    verifier = Verifier.for_skills([SKILL], roots=[AUTHORITY.root.certificate], fetch=slow, clock=watch)

    def one() -> None:
        barrier.wait()
        passed.append(verifier.verify(signed(body()), body()))

    threads = [Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # THEN all pass, and one of them fetched
    assert (len(passed), host.asked) == (8, [ADDRESS])


def test_a_request_that_waited_for_a_download_uses_what_it_brought(verifier: Verifier, host: Host) -> None:
    verifier.verify(signed(body()), body())
    assert verifier.keys._renewed(ADDRESS, NOW).key == LEAF.key.public_key()
    assert host.asked == [ADDRESS]


def test_a_download_that_never_ends_costs_another_request_its_patience_only(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.verify.chain._PATIENCE", 0.01)
    for lock in verifier.keys._locks:
        lock.acquire()
    assert reason(verifier, signed(body()), body()) == "too many certificate downloads"


def test_a_verifier_without_a_skill_is_a_mistake_of_the_settings() -> None:
    with pytest.raises(SettingsError, match="BACKCOACH_SKILL_ID"):
        Verifier.for_skills([])


@pytest.fixture
def trust(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], None]:
    """Point the environment at our own authorities."""

    def at(file: str, folder: str) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / file))
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / folder))

    (tmp_path / "root.pem").write_bytes(AUTHORITY.root.pem())
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "ours.pem").write_bytes(AUTHORITY.root.pem())
    (tmp_path / "folder" / "README").write_text("no certificate")
    return at


@pytest.mark.parametrize(("file", "folder"), [("root.pem", "none"), ("none", "folder")])
def test_the_systems_roots_are_those_that_the_environment_names(
    trust: Callable[[str, str], None], file: str, folder: str
) -> None:
    trust(file, folder)
    assert system_roots() == [AUTHORITY.root.certificate]


def test_a_machine_without_roots_is_a_mistake_of_the_settings(trust: Callable[[str, str], None]) -> None:
    trust("none", "none")
    with pytest.raises(SettingsError, match="SSL_CERT_FILE"):
        system_roots()


def test_a_root_that_cannot_be_read_does_not_take_the_others_along(
    trust: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    trust("root.pem", "none")
    good = AUTHORITY.root.certificate.public_bytes(Encoding.DER)
    monkeypatch.setattr("ssl.SSLContext.get_ca_certs", lambda self, binary_form=False: [b"junk", good])
    assert system_roots() == [AUTHORITY.root.certificate]


def test_no_reason_repeats_what_the_sender_wrote(verifier: Verifier) -> None:
    said = "https://s3.amazonaws.com:secret/echo.api/"
    assert "secret" not in reason(verifier, signed(body(), SignatureCertChainUrl=said), body())
