"""WeasyPrint reads the paper's own files and nothing else, whichever way it is asked."""

import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from rco_network.core.paper.assets import AssetRefused, asset
from rco_network.core.paper.pdf import print_html

from . import documents
from .conftest import PAGE, needs_pango

MARK = b"marked-and-never-to-be-read"
ROUTES = {
    "img": '<img src="{url}" alt="x">',
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "background": '<p style="background:url({url})">x</p>',
    "svg image": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
    '<image href="{url}" width="9" height="9"/><use href="{url}#a"/></svg>',
    "embed": '<embed src="{url}" type="image/svg+xml">',
    "object": '<object data="{url}" type="image/png">x</object>',
    "base": '<base href="{url}"><img src="x.png" alt="x">',
    "attachment": '<link rel="attachment" href="{url}"><a rel="attachment" href="{url}">x</a>',
    "font": '<style>@font-face{{font-family:q;src:url("{url}")}}p{{font-family:q}}</style>',
    "list": '<ul style="list-style-image:url({url})"><li>x</li></ul>',
    "content": '<style>p::before{{content:url("{url}")}}</style>',
}


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback that notes whoever asks."""
    asked: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(MARK)

        def log_message(self, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Note)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x.png", asked
    server.shutdown()
    server.server_close()
    thread.join()


def unpacked(made: bytes) -> bytes:
    """Return a PDF with every stream that can be inflated."""
    parts = [made]
    for piece in made.split(b"stream\n")[1:]:
        try:
            parts.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    return b"".join(parts)


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_reaches_the_network_or_a_file(route, listener, tmp_path: Path) -> None:
    needs_pango()
    url, asked = listener
    marked = tmp_path / "x.png"
    marked.write_bytes(MARK)
    addresses = (url, marked.as_uri(), f"data:text/css,{MARK.decode()}")
    markup = "".join(ROUTES[route].format(url=address) for address in addresses)
    html = PAGE.format(language="en", direction="ltr", text=markup)
    made = print_html(html.replace("<head>", f"<head>{markup}"))
    assert MARK not in unpacked(made).replace(addresses[2].encode(), b"")
    assert b"/EmbeddedFile" not in made
    assert asked == []


def test_text_from_people_never_becomes_markup(listener) -> None:
    from rco_network.reports.paper.html import render_html

    url, _ = listener
    attack = ROUTES["img"].format(url=url) + ROUTES["attachment"].format(url=url)
    html = render_html(
        documents.report(organisation_name=attack, title=attack, summary=documents.told(attack))
    )
    assert "<img" not in html
    assert 'rel="attachment"' not in html


@pytest.mark.parametrize(
    "address",
    [
        "paper:fonts/../../rco_network/settings/base.py",
        "paper:../paper.css",
        "PAPER:paper.css",
        "file:///etc/hostname",
        "paper://127.0.0.1/paper.css",
    ],
)
def test_only_the_listed_addresses_exist(address: str) -> None:
    with pytest.raises(AssetRefused):
        asset(address)
