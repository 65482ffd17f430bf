"""The corpus's pages on many loopback hosts, in a process of its own: a feed a host, each page on one host.

python -m tests.web.corpus PAGES_DIR [--pages N] [--hosts N]     prints the port on its first line
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import os
from collections.abc import Sequence
from html import escape
from pathlib import Path

from aiohttp import web


def page_files(folder: Path, pages: int) -> list[Path]:
    """The first so many pages of every set, the sets taken in turn."""
    sets = [sorted(found.glob("pages/*.html.gz")) for found in sorted(folder.iterdir()) if found.is_dir()]
    longest = max(map(len, sets), default=0)
    return [files[i] for i in range(longest) for files in sets if i < len(files)][:pages]


def hosts(count: int) -> list[str]:
    """Loopback addresses, each a host of its own."""
    return [f"127.0.0.{number}" for number in range(1, count + 1)]


def application(files: Sequence[Path], count: int) -> web.Application:
    """Serves /feed.xml and /NUMBER on every host; which pages a feed lists depends on the host asked."""
    bodies = [gzip.decompress(path.read_bytes()) for path in files]

    async def feed(request: web.Request) -> web.Response:
        mine = int(request.host.split(":")[0].rsplit(".", 1)[1]) - 1
        links = (f"http://{request.host}/{number}" for number in range(mine, len(bodies), count))
        items = "".join(f"<item><guid>{escape(link)}</guid><link>{escape(link)}</link></item>" for link in links)
        text = f'<rss version="2.0"><channel><title>corpus</title>{items}</channel></rss>'
        return web.Response(text=text, content_type="application/rss+xml")

    async def page(request: web.Request) -> web.Response:
        return web.Response(body=bodies[int(request.match_info["number"])], headers={"Content-Type": "text/html"})

    app = web.Application()
    app.add_routes([web.get("/feed.xml", feed), web.get(r"/{number:\d+}", page)])
    return app


async def serve(app: web.Application) -> None:
    """Until the process that started this one is gone."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "0.0.0.0", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(0.5)


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10**6)
    parser.add_argument("--hosts", type=int, default=64)
    args = parser.parse_args()
    asyncio.run(serve(application(page_files(args.folder, args.pages), args.hosts)))


if __name__ == "__main__":
    main()
