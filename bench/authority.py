"""A certificate authority of our own, for tests and figures: it signs requests as Alexa does, and names hosts."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ADDRESS = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"
SIGNER = "echo-api.amazon.com"
DAY = timedelta(days=1)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_KEYS: dict[str, rsa.RSAPrivateKey] = {}


@dataclass(frozen=True, slots=True)
class Holder:
    """A certificate and the key that belongs to it."""

    certificate: x509.Certificate
    key: Key

    def pem(self, *chain: x509.Certificate) -> bytes:
        """The certificate, and those above it, in PEM."""
        return b"".join(each.public_bytes(Encoding.PEM) for each in (self.certificate, *chain))

    def key_pem(self) -> bytes:
        """The private key, unencrypted, for a test server."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, body: bytes) -> str:
        """As `Signature-256` carries it."""
        return b64encode(self.key.sign(body, padding.PKCS1v15(), hashes.SHA256())).decode()


@dataclass(frozen=True, slots=True)
class Authority:
    """A root and an intermediate authority under it."""

    root: Holder
    middle: Holder

    @classmethod
    def new(cls, name: str = "Test") -> Authority:
        root = _issue(f"{name} Root", rsa_key(f"{name} root"), None, ca=1)
        return cls(root, _issue(f"{name} Middle", rsa_key(f"{name} middle"), root, ca=0))

    def issue(
        self, host: str = SIGNER, *, key: Key | None = None, since: datetime | None = None, days: int = 30
    ) -> Holder:
        """A host's certificate, valid from yesterday unless another time is given."""
        return _issue(host, key or rsa_key("leaf"), self.middle, since=since, days=days)

    def chain(self, leaf: Holder) -> bytes:
        """What Amazon serves: leaf and intermediate."""
        return leaf.pem(self.middle.certificate)


def rsa_key(owner: str) -> rsa.RSAPrivateKey:
    """Keys are slow to make; each owner has one for the whole process."""
    if owner not in _KEYS:
        _KEYS[owner] = rsa.generate_private_key(65537, 2048)
    return _KEYS[owner]


def headers(leaf: Holder, body: bytes, address: str = ADDRESS) -> dict[str, str]:
    """The headers of a rightly signed request."""
    return {"SignatureCertChainUrl": address, "Signature-256": leaf.sign(body), "Content-Type": "application/json"}


def _issue(
    name: str,
    key: Key,
    issuer: Holder | None,
    *,
    ca: int | None = None,
    since: datetime | None = None,
    days: int = 3650,
) -> Holder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    since = since or datetime.now(UTC) - DAY
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=days))
    )
    above = issuer.key if issuer else key
    for extension, critical in _extensions(name, key, above, ca):
        builder = builder.add_extension(extension, critical)
    return Holder(builder.sign(above, hashes.SHA256()), key)


def _extensions(name: str, key: Key, above: Key, ca: int | None) -> list[tuple[x509.ExtensionType, bool]]:
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key())
    is_ca = ca is not None
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    found: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(is_ca, ca), True),
        (own, False),
        (issuer, False),
        (x509.KeyUsage(digital_signature=not is_ca, key_cert_sign=is_ca, crl_sign=is_ca, **usage), True),
    ]
    if not is_ca:
        found.append((x509.SubjectAlternativeName([x509.DNSName(name)]), False))
        found.append((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False))
    return found
