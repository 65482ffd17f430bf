"""Many small sites on loopback hosts, in a process of its own: a feed a host, which answers conditional requests, and
tiny articles.

python -m tests.web.many [--entries N]     prints the port on its first line
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib

from aiohttp import web

from tests.web.corpus import serve

ITEM = """<item><guid isPermaLink="false">{host}/{number}</guid><title>Notice {number} of {host}</title>
<link>http://{host}/{number}</link><pubDate>Mon, 05 Jan 2026 {hour:02}:00:00 GMT</pubDate>
<description>The harbour office of {host} gave notice {number}, in so many words as such a notice takes.</description></item>
"""


def many_hosts(count: int) -> list[str]:
    """Loopback addresses outside 127.0.0.0/24, up to 250 a third number."""
    return [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(count)]


def application(entries: int) -> web.Application:
    """/feed.xml with so many entries and an ETag; any number is an article; there is no robots.txt."""

    async def feed(request: web.Request) -> web.Response:
        items = "".join(ITEM.format(host=request.host, number=number, hour=number % 24) for number in range(entries))
        text = f'<rss version="2.0"><channel><title>{request.host}</title>{items}</channel></rss>'
        etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(text=text, content_type="application/rss+xml", headers={"ETag": etag})

    async def article(request: web.Request) -> web.Response:
        return web.Response(text=f"<p>Notice {request.match_info['number']}</p>", content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/feed.xml", feed), web.get(r"/{number:\d+}", article)])
    return app


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20)
    asyncio.run(serve(application(parser.parse_args().entries)))


if __name__ == "__main__":
    main()
