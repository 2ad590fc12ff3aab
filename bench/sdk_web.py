"""The other way to serve a skill: Flask, flask-ask-sdk and its verifier, put together as their README does."""

from __future__ import annotations

import importlib
import io
import os
import re
from contextlib import contextmanager
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from flask import Flask

from bench import hello

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.x509 import Certificate
    from flask.testing import FlaskClient


@contextmanager
def client(chain: bytes, roots: list[Certificate]) -> Iterator[FlaskClient]:
    """A test client whose requests run through the SDK's verifier, which trusts `roots` and is served `chain`."""
    _import_in_spite_of_openssl_3()
    from ask_sdk_webservice_support import verifier as sdk
    from flask_ask_sdk.skill_adapter import SkillAdapter

    app = Flask("hello")
    adapter = SkillAdapter(skill=hello.builder.create(), skill_id="1", app=app)
    adapter.register(app=app, route="/alexa")
    with _trusting(roots), patch.object(sdk, "urlopen", lambda address: io.BytesIO(chain)):
        yield app.test_client()


def _import_in_spite_of_openssl_3() -> None:
    """`oscrypto` reads OpenSSL's version with one digit for each part, and fails on 3.0.10 and later."""
    search = re.search

    def tolerant(pattern: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(pattern, str):
            pattern = pattern.replace(r"\d\.\d\.\d[a-z]*", r"\d+\.\d+\.\d+[a-z]*")
        return search(pattern, *rest, **named)

    with patch.object(re, "search", tolerant):
        importlib.import_module("oscrypto._openssl._libcrypto")


@contextmanager
def _trusting(roots: list[Certificate]) -> Iterator[None]:
    """The verifier reads the system's bundle, wherever `SSL_CERT_FILE` says it is."""
    from cryptography.hazmat.primitives.serialization import Encoding

    with NamedTemporaryFile(suffix=".pem") as bundle:
        bundle.write(b"".join(root.public_bytes(Encoding.PEM) for root in roots))
        bundle.flush()
        with patch.dict(os.environ, {"SSL_CERT_FILE": bundle.name}):
            yield
