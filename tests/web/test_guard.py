"""The page is for this computer's own browser; sites that a browser is lured to get nothing."""

import asyncio

import pytest

from ocom809.web.guard import HEADERS, Guard

OWN = {"host": "127.0.0.1:8809"}
ACT = OWN | {"content-type": "application/json"}


async def hello(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


def answered(method, path, headers, *, port=8809, kind="http", token=""):
    """What comes back: status, headers and body."""
    sent = []

    async def send(message):
        sent.append(message)

    pairs = headers.items() if isinstance(headers, dict) else headers
    encoded = [(name.encode(), value.encode()) for name, value in pairs]
    scope = {"type": kind, "method": method, "path": path, "headers": encoded}
    asyncio.run(Guard(hello, port, token)(scope, None, send))
    if not sent:
        return None
    given = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], given, sent[1]["body"]


WELCOME = {
    "the page by its address": ("GET", "/", OWN),
    "the page by its name": ("GET", "/", {"host": "localhost:8809"}),
    "the page by IPv6": ("GET", "/", {"host": "[::1]:8809"}),
    "a name in capitals": ("GET", "/", {"host": "LOCALHOST:8809"}),
    "a link from elsewhere to the page": ("GET", "/", OWN | {"sec-fetch-site": "cross-site"}),
    "what the page asks for": ("GET", "/changes", OWN | {"sec-fetch-site": "same-origin"}),
    "an address that was typed": ("GET", "/receipts/1.png", OWN | {"sec-fetch-site": "none"}),
    "an act of the page": ("POST", "/do", ACT | {"origin": "http://127.0.0.1:8809"}),
    "an act by a script of ours": ("POST", "/do", ACT),
    "an act with a charset": ("POST", "/do", OWN | {"content-type": "application/json; charset=utf-8"}),
}


@pytest.mark.parametrize(("method", "path", "headers"), WELCOME.values(), ids=WELCOME)
def test_let_in(method, path, headers):
    status, _, body = answered(method, path, headers)
    assert (status, body) == (200, b"hello")


STRANGERS = {
    "a name that was rebound to us": ("GET", "/", {"host": "evil.example:8809"}),
    "a name that begins as ours": ("GET", "/", {"host": "127.0.0.1:8809.evil.example"}),
    "another port": ("GET", "/", {"host": "127.0.0.1:80"}),
    "no port": ("GET", "/", {"host": "127.0.0.1"}),
    "no name": ("GET", "/", {}),
    "two names": ("GET", "/", [("host", "127.0.0.1:8809"), ("host", "evil.example")]),
    "an act from elsewhere": ("POST", "/do", ACT | {"origin": "https://evil.example"}),
    "an act from nowhere": ("POST", "/do", ACT | {"origin": "null"}),
    "an act from another port of ours": ("POST", "/do", ACT | {"origin": "http://127.0.0.1:3000"}),
    "an act by https of our name": ("POST", "/do", ACT | {"origin": "https://127.0.0.1:8809"}),
    "an act without an origin, of another site": ("POST", "/do", ACT | {"sec-fetch-site": "cross-site"}),
    "a form": ("POST", "/do", OWN | {"content-type": "text/plain"}),
    "a form without a type": ("POST", "/do", OWN),
    "a form to the page": ("POST", "/", ACT | {"sec-fetch-site": "cross-site"}),
    "a picture for another site": ("GET", "/receipts/1.png", OWN | {"sec-fetch-site": "cross-site"}),
    "a picture for another port of ours": ("GET", "/receipts/1.png", OWN | {"sec-fetch-site": "same-site"}),
    "a preflight": ("OPTIONS", "/do", OWN | {"origin": "https://evil.example"}),
    "another method": ("DELETE", "/do", OWN),
}


@pytest.mark.parametrize(("method", "path", "headers"), STRANGERS.values(), ids=STRANGERS)
def test_turned_away(method, path, headers):
    status, given, body = answered(method, path, headers)
    assert status == 403
    assert body != b"hello"
    assert "access-control-allow-origin" not in given
    assert HEADERS.items() <= given.items()


def test_every_answer_is_that_of_a_closed_house():
    _, given, _ = answered("GET", "/", OWN)
    assert given["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in given["content-security-policy"]
    assert given["x-content-type-options"] == "nosniff"
    assert given["cache-control"] == "no-store"


def test_on_port_80_a_browser_leaves_the_port_out():
    assert answered("GET", "/", {"host": "localhost"}, port=80)[0] == 200


def test_web_sockets_are_not_spoken():
    assert answered("GET", "/", OWN, kind="websocket") is None


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("/secret/", 200), ("/secret", 200), ("/secret/do", 200)),
        *(
            ("/", 403),
            ("", 403),
            ("/Secret/", 403),
            ("/secre/", 403),
            ("//secret/", 403),
            ("/secret2/", 403),
            ("/é/", 403),
        ),
    ],
)
def test_where_there_is_a_token_every_path_begins_with_it(path, status):
    assert answered("GET", path, OWN, token="secret")[0] == status


def test_even_with_the_token_no_link_of_another_site_leads_here():
    assert answered("GET", "/secret/", OWN | {"sec-fetch-site": "cross-site"}, token="secret")[0] == 403
