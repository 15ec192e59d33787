"""The register of twenty against an empty page for people who are signed in."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.urls import reverse

from .ground import Ground
from .measure import Result, Size, alternate
from .row_security import HIDDEN, PRICE, RowSecuritySwitch, hidden_records
from .site import Block, Site, Sites

EMPTY = "/bench/empty/"


def measure(ground: Ground, size: Size, sites: Sites) -> list[Result]:
    """Compare p50 at one client and the server's CPU for each request, in milliseconds."""
    page = reverse("register", args=[ground.group.uuid])
    site, stock = sites.product, sites.stock
    site.cookies = ground.cookies()
    stock.cookies = ground.cookies("django.contrib.auth.backends.ModelBackend")
    check(site, page)
    blocks: dict[str, list[Block]] = {}
    hidden = hidden_records(ground)
    without = RowSecuritySwitch(ground.owner_url).without(
        _asked(blocks, "open", site, page, size.requests), lambda: _some(site, page)
    )
    alternate(
        {
            "register": _asked(blocks, "register", site, page, size.requests),
            "open": without,
            "hidden": lambda: _amid(hidden, blocks, site, page, size.requests),
            "empty": _asked(blocks, "empty", site, EMPTY, size.requests),
            "stock": _asked(blocks, "stock", stock, EMPTY, size.requests),
        },
        size.rounds,
    )
    p50 = {name: [block.p50 for block in found] for name, found in blocks.items()}
    cpu = {name: [block.cpu or 1e-9 for block in found] for name, found in blocks.items()}
    what = "register page (20 people) against an empty signed-in view"
    return [
        Result(f"{what}, p50", p50["register"], p50["empty"], "ms", 3),
        Result(f"{what}, CPU", cpu["register"], cpu["empty"], "ms", 3),
        Result(
            "… against one behind stock middleware, p50", p50["register"], p50["stock"], "ms", None
        ),
        Result(
            "… against one behind stock middleware, CPU", cpu["register"], cpu["stock"], "ms", None
        ),
        Result(
            "row security's price: register page, p50", p50["register"], p50["open"], "ms", PRICE
        ),
        Result(f"… with {HIDDEN} records restricted", p50["hidden"], p50["open"], "ms", PRICE),
    ]


def _amid(
    hidden: Callable[[], AbstractContextManager[None]],
    blocks: dict[str, list[Block]],
    site: Site,
    page: str,
    times: int,
) -> float:
    with hidden():
        return _asked(blocks, "hidden", site, page, times)()


def check(site: Site, page: str) -> None:
    """Raise RuntimeError unless the page is the register, with twenty people on it."""
    with site.client() as client:
        status, text = site.fetch(client, "GET", page)
    people = text.count('name="was_')
    if status != 200 or people != 20:
        raise RuntimeError(f"The register page answered {status} with {people} people on it.")


def _some(site: Site, page: str) -> None:
    with site.client() as client:
        for _ in range(8):
            site.fetch(client, "GET", page)


def _asked(
    blocks: dict[str, list[Block]], name: str, site: Site, page: str, times: int
) -> Callable[[], float]:
    def ask() -> float:
        block = site.block(lambda client: site.fetch(client, "GET", page), times)
        blocks.setdefault(name, []).append(block)
        return block.p50

    return ask
