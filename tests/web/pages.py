"""Articles and feeds of the local news site, in our own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Story:
    """An article of the site: its path, title, author, day and sentences."""

    path: str
    title: str
    author: str
    day: str  # YYYY-MM-DD
    sentences: tuple[str, ...]


FILLER = (
    "People who follow the trade had waited for the news since the spring, and most of them were not surprised by it.",
    "The harbour where the work is done lies an hour north of the city, and the road to it was widened two years ago.",
    "Neighbours of the site said that the noise had become less of a nuisance after the new sheds were put up.",
    "A short statement on the firm's web page thanked everyone who had taken part and promised more detail later on.",
)
STORIES = (
    Story(
        "/2026/tallow-buys-fenwick",
        "Tallow Foods buys Fenwick Bakeries",
        "Greta Lindqvist",
        "2026-03-03",
        ("Tallow Foods has acquired Fenwick Bakeries for $45 million.", *FILLER),
    ),
    Story(
        "/2026/new-chief-at-morrow",
        "Morrow Rail names a new chief",
        "Sam Adeyemi",
        "2026-03-04",
        ("Morrow Rail named Ada Brisco chief executive on Monday.", *FILLER[::-1]),
    ),
    Story(
        "/2026/ospra-cuts-prices",
        "Ospra cuts the price of its lamp",
        "Greta Lindqvist",
        "2026-03-05",
        ("Ospra Lighting cut the price of the Lumo 2 by 20% last month.", *FILLER[1:], FILLER[0]),
    ),
)


def page(story: Story) -> str:
    """The story as an HTML page with the usual furniture around it."""
    paragraphs = "\n".join(f"<p>{escape(sentence)}</p>" for sentence in story.sentences)
    return f"""<!doctype html><html lang="en"><head><title>{escape(story.title)} | Loopback Times</title>
<meta property="og:title" content="{escape(story.title)}">
<meta property="article:published_time" content="{story.day}T08:30:00+00:00">
<meta name="author" content="{escape(story.author)}"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/trade">Trade</a></nav>
<article><h1>{escape(story.title)}</h1><p class="byline">By {escape(story.author)}</p>
{paragraphs}</article><footer>All rights reserved by the Loopback Times.</footer></body></html>"""


def rss(stories: Sequence[Story], base: str) -> str:
    """The stories as RSS 2.0."""
    items = "".join(
        f"<item><title>{escape(s.title)}</title><link>{base}{s.path}</link><guid>{base}{s.path}</guid>"
        f"<pubDate>{s.day}T08:30:00Z</pubDate></item>"
        for s in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Loopback</title>{items}</channel></rss>'


def atom(stories: Sequence[Story], base: str) -> str:
    """The stories as Atom 1.0."""
    entries = "".join(
        f'<entry><id>tag:{s.path}</id><title>{escape(s.title)}</title><link href="{base}{s.path}"/>'
        f"<updated>{s.day}T08:30:00Z</updated></entry>"
        for s in stories
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Loopback</title>{entries}</feed>'


def rdf(stories: Sequence[Story], base: str) -> str:
    """The stories as RSS 1.0."""
    items = "".join(
        f'<item rdf:about="{base}{s.path}"><title>{escape(s.title)}</title><link>{base}{s.path}</link>'
        f"<dc:date>{s.day}T08:30:00Z</dc:date></item>"
        for s in stories
    )
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{base}/"><title>Loopback</title></channel>{items}</rdf:RDF>'
    )
