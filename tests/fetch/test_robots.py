"""robots.txt after RFC 9309: who is meant, what matches, and what no answer means."""

import pickle

import pytest

from newsledger.fetch.robots import LONGEST, rules, token

SITE = "https://paper.test"
AGENT = "ledgerbot"


def verdict(text: str, path: str, agent: str = AGENT) -> str | None:
    return rules(200, text).verdict(SITE + path, agent)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("User-agent: *\nDisallow: /drafts", "/drafts/7"),
        ("User-agent: LedgerBot\nDisallow: /drafts", "/drafts"),
        ("User-agent: ledgerbot/2.1\nDisallow: /drafts", "/drafts"),
        ("User-agent: ledgerbot # that one\nDisallow: /drafts # these", "/drafts"),
        ("\ufeffUser-agent: ledgerbot\nDisallow: /drafts", "/drafts"),
        ("User-agent: ledgerbot\rDisallow: /drafts\r", "/drafts"),
        ("User-agent: ledgerbot\r\n\r\nDisallow: /drafts\r\n", "/drafts"),
        ("User-agent: ledgerbot\nUser-agent: other\nDisallow: /drafts", "/drafts"),
        ("User-agent: ledgerbot\nCrawl-delay: 5\nUser-agent: other\nDisallow: /drafts", "/drafts"),
        ("User-agent: ledgerbot\nMood: fine\n\nUser-agent: other\nDisallow: /drafts", "/drafts"),
        ("User-agent: ledgerbot\nDisallow: /a\n\nUser-agent: ledgerbot\nDisallow: /drafts", "/drafts"),
        ("User-agent: *\nAllow: /n\nDisallow: /n/old", "/n/old/1"),
        ("User-agent: *\nDisallow: /*/print$", "/a/b/print"),
        ("User-agent: *\nDisallow: /*?page=", "/news?page=4"),
        ("User-agent: *\nDisallow: /größe", "/gr%C3%B6%C3%9Fe/1"),
        ("User-agent: *\nDisallow: /gr%c3%b6%c3%9fe", "/größe"),
        ("User-agent: *\nDisallow: /%7Eanna", "/~anna/"),
        ("User-agent: *\nDisallow: //x", "//x/y"),
        ("User-agent: *\nDisallow: /", ""),
        ("User-agent: *\nDisallow: /a\x85b", "/a%20b"),
    ],
)
def test_disallowed(text: str, path: str) -> None:
    assert verdict(text, path) == "robots_disallowed"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "/"),
        ("<html><title>Disallow: /</title>", "/"),
        ("Disallow: /", "/"),
        ("User-agent: *\nDisallow:", "/"),
        ("User-agent: ledger\nDisallow: /", "/a"),
        ("User-agent: ledgerbot-video\nDisallow: /", "/a"),
        ("User-agent: bot\nDisallow: /", "/a"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ledgerbot\nDisallow: /private", "/a"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ledgerbot", "/a"),
        ("User-agent: ledgerbot\nDisallow: /b\nUser-agent: other\nDisallow: /", "/a"),
        ("User-agent: *\nDisallow: /n\nAllow: /n/open", "/n/open/1"),
        ("User-agent: *\nDisallow: /n\nAllow: /n", "/n"),
        ("User-agent: *\nDisallow: /*/print$", "/a/print/2"),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b"),
        ("User-agent: *\nDisallow: /", "/robots.txt"),
        ("User-agent: *\n# Disallow: /\n", "/a"),
    ],
)
def test_allowed(text: str, path: str) -> None:
    assert verdict(text, path) is None


@pytest.mark.parametrize("status", [None, 0, 500, 503, 599, 999])
def test_no_usable_answer_closes_the_site_for_now(status: int | None) -> None:
    answer = rules(status, "User-agent: *\nAllow: /")
    assert answer.verdict(SITE + "/a", AGENT) == "robots_unreachable"
    assert answer.verdict(SITE + "/robots.txt", AGENT) is None
    assert answer.crawl_delay(AGENT) is None


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 410, 429])
def test_a_site_without_the_file_is_open(status: int) -> None:
    assert rules(status, "User-agent: *\nDisallow: /").verdict(SITE + "/a", AGENT) is None


def test_the_product_token_of_a_user_agent() -> None:
    assert token("LedgerBot/1.0 (+https://paper.test/bot)") == "ledgerbot"
    assert token(" ledgerbot ") == "ledgerbot"
    assert verdict("User-agent: ledgerbot\nDisallow: /", "/a", "LedgerBot/1.0 (like otherbot)") == "robots_disallowed"
    assert verdict("User-agent: otherbot\nDisallow: /", "/a", "LedgerBot/1.0 (like otherbot)") is None
    assert verdict("User-agent: *\nDisallow: /", "/a", "") == "robots_disallowed"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2.5\nDisallow:", 2.5),
        ("User-agent: *\nCrawl-delay: 9\n\nUser-agent: ledgerbot\nDisallow: /a", None),
        ("User-agent: other\nCrawl-delay: 9\n\nUser-agent: *\nDisallow: /a", None),
        ("User-agent: ledgerbot\ncrawl delay: 3", 3.0),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: inf", None),
        ("User-agent: *\nDisallow: /", None),
    ],
)
def test_crawl_delay(text: str, seconds: float | None) -> None:
    assert rules(200, text).crawl_delay(AGENT) == seconds


def test_a_huge_file_is_read_to_its_last_whole_line_within_the_limit() -> None:
    head = "User-agent: *\nDisallow: /first\n"
    filler = "#" * (LONGEST - len(head) - len("Disallow: /") - 1) + "\n"
    text = head + filler + "Disallow: /private\nDisallow: /last\n"
    assert verdict(text, "/first") == "robots_disallowed"
    assert verdict(text, "/private") is None  # and not "Disallow: /"
    assert verdict(text, "/open") is None
    assert verdict(text, "/last") is None


def test_a_file_of_the_limit_exactly_is_read_whole() -> None:
    rule = "Disallow: /last\n"
    head = "User-agent: *\n"
    assert verdict(head + "#" * (LONGEST - len(head) - len(rule) - 1) + "\n" + rule, "/last") == "robots_disallowed"


def test_rules_travel_between_processes() -> None:
    answer = pickle.loads(pickle.dumps(rules(200, "User-agent: *\nCrawl-delay: 4\nDisallow: /a")))
    assert answer.verdict(SITE + "/a", AGENT) == "robots_disallowed"
    assert answer.crawl_delay(AGENT) == 4.0


def test_bytes_that_are_no_text_and_odd_values_do_no_harm() -> None:
    text = "\x00\x01\n\ud800: \udfff\nUser-agent: *\nDisallow: /%\nDisallow: /%zz\nDisallow: /*" + "*" * 50_000 + "x"
    assert verdict(text, "/" + "a" * 5_000) is None
    assert verdict(text, "/" + "a" * 5_000 + "x") == "robots_disallowed"
