"""`backcoach serve`: the HTTPS-fronted endpoint, or an open one on loopback for trying things out."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill import log
from skill.app import create_app
from skill.errors import SettingsError
from skill.settings import read_settings

if TYPE_CHECKING:
    import argparse
    from wsgiref.types import StartResponse, WSGIEnvironment

    from skill.settings import Settings

HELP = "serve the skill over HTTP"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=5055, help="port to listen on; 0 takes a free one (default: %(default)s)"
    )
    parser.add_argument("--insecure-local", action="store_true", help="take unsigned requests, on loopback only")
    parser.add_argument("--workers", type=int, help="processes of the public server (default: one for each processor)")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = read_settings()
    if not args.insecure_local:
        return _serve_publicly(args, settings)
    _require_loopback(args.host)
    log.configure(settings.log_level)
    from werkzeug.serving import make_server  # Flask's own server does for one desk

    server = make_server(args.host, args.port, _starting, threaded=True)
    own_audio = f"http://{args.host}:{server.server_port}/audio"
    server.app = create_app(replace(settings, verify=False, audio_base_url=settings.audio_base_url or own_audio))
    print(f"listening on http://{args.host}:{server.server_port}/alexa", flush=True)
    server.serve_forever()
    return 0


def _starting(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """Answer whoever comes before the port, and with it the address of the recordings, is known."""
    start("503 Service Unavailable", [])
    return []


def _serve_publicly(args: argparse.Namespace, settings: Settings) -> int:
    """Serve with worker processes; what is wrong with the settings is said here, before any of them starts."""
    if not settings.verify:
        _require_loopback(args.host)
    create_app(settings)
    from skill.server import server  # the desk does without

    serving = server(args.host, args.port, args.workers)
    serving.on_startup(lambda: print(f"listening on http://{args.host}:{serving.bind_port}/alexa", flush=True))
    serving.serve()
    return 0


def _require_loopback(host: str) -> None:
    try:
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise SettingsError(f"--insecure-local listens on loopback only, not on {host}: leave out --host, or the flag")
