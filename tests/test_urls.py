from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger import urls


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Example.org:443/a/b?utm_source=x&id=7#top", "https://example.org/a/b?id=7"),
        ("https://example.org?fbclid=1", "https://example.org/"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?q=John%20Doe", "https://example.org/a?q=John+Doe"),
        ("https://example.org/photo.jpg?crop/10x10/webp", "https://example.org/photo.jpg?crop/10x10/webp"),
        ("https://example.org/a?section=2&sect=3", "https://example.org/a?sect=3&section=2"),
        ("https://example.org/app#!/article/5", "https://example.org/app#!/article/5"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("http://[broken/a#b", "http://[broken/a"),
        ("http://[broken/a #b", "http://[broken/a"),
        ("https://example.org/a?b &", "https://example.org/a?b"),
    ],
)
def test_one_spelling(url: str, expected: str) -> None:
    assert urls.canonical(url) == expected


@pytest.mark.parametrize("name", ["cid", "uid", "keyword", "session", "galleryid", "eid", "ref"])
def test_a_parameter_that_may_pick_the_article_stays(name: str) -> None:
    assert urls.canonical(f"https://example.org/a?{name}=1") == f"https://example.org/a?{name}=1"


def test_ref_goes_only_when_it_names_the_site() -> None:
    url = "https://example.org/a?ref=news.test"
    assert urls.canonical(url, ["https://news.test/feed"]) == "https://example.org/a"
    assert urls.canonical(url, ["https://other.test/"]) == url


def test_untracked_changes_nothing_else() -> None:
    assert urls.untracked("https://example.org/a?b=2&utm_x=1&a=%20#frag") == "https://example.org/a?b=2&a=%20#frag"


@pytest.mark.parametrize(
    "url",
    [
        "https://example|org/",
        "ftp://example.org/",
        "https://",
        "example.org",
        "http://[x",
        "http://example.org:99999/",
        "http://example.org:rss/",
        "http://example.org:0/",
    ],
)
def test_what_is_no_http_address(url: str) -> None:
    assert not urls.is_http(url)


_TEXT = st.text(alphabet="aB1%~+&=;:@!/?#.ü –[]|", max_size=25)


@given(
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(
        ["example.org", "Example.ORG", "xn--mnchen-3ya.test", "münchen.test", "192.0.2.1", "[2001:db8::1]"]
    ),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    _TEXT,
)
def test_canonical_is_idempotent_and_never_changes_host(scheme: str, host: str, port: str, rest: str) -> None:
    url = f"{scheme}://{host}{port}/{rest}"
    once = urls.canonical(url)
    assert urls.canonical(once) == once
    assert _plain_host(once) == _plain_host(url)


@given(st.text())
def test_canonical_never_raises(text: str) -> None:
    assert urls.canonical(urls.canonical(text)) == urls.canonical(text)


def _plain_host(url: str) -> str:
    return (urlsplit(url).hostname or "").encode("idna").decode()
