from newsledger.feeds import FoundFeed, discover

URL = "https://news.test/section/index.html"


def found(head: str) -> list[str]:
    return [feed.url for feed in discover(f"<html><head>{head}</head></html>".encode(), URL)]


def test_every_declared_feed_in_order_once() -> None:
    page = b"""<link rel="alternate" type="application/rss+xml" title=" Top  stories " href="/rss">
    <LINK REL="Alternate Nofollow" TYPE="application/ATOM+xml; charset=utf-8" HREF=" atom.xml ">
    <link rel="alternate" type="application/rss+xml" href="/rss">
    <link rel="alternate" type="application/feed+json" href="/j">"""
    assert discover(page, URL) == [
        FoundFeed("https://news.test/rss", "Top stories", "application/rss+xml"),
        FoundFeed("https://news.test/section/atom.xml", None, "application/atom+xml"),
        FoundFeed("https://news.test/j", None, "application/feed+json"),
    ]


def test_the_base_element_moves_relative_addresses() -> None:
    declared = '<link rel="alternate" type="application/rss+xml" href="rss">'
    assert found(f'<base href="https://cdn.test/x/">{declared}') == ["https://cdn.test/x/rss"]
    assert found(f'{declared}<base href="/y/">') == ["https://news.test/y/rss"]


def test_what_is_declared_and_is_no_feed() -> None:
    assert not found(
        """<link rel="stylesheet alternate" type="text/xml" href="/s"><link rel="alternate" hreflang="de" href="/de">
        <link rel="alternate" type="application/json" href="/wp-json/feed/1"><link rel="icon" href="/i">
        <link rel="alternate" type="application/rss+xml" href="javascript:void(0)">
        <link rel="alternate" type="application/rss+xml" href="">"""
    )


def test_rubbish_declares_nothing() -> None:
    assert discover(b"\x00\xff<link", URL) == []
    assert discover(b"", URL) == []
