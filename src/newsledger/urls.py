"""Addresses: the canonical spelling of an article's url. The only importer of courlan and tld.

courlan spells scheme, host, port and path; its query rules are not used: they drop whatever merely looks like a
tracker (`keyword`, `session`, `galleryid`, a query without "="), and two articles would become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote_plus, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from courlan import normalize_url
from tld import get_fld

# Parameters that only tell who sent the reader. Sorted; a name is added when it never picks an article.
TRACKING = frozenset({
    "_bhlid", "_branch_match_id", "_branch_referrer", "_ga", "_gl", "_hsenc", "_hsmi", "_ke", "_openstat",
    "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4", "at_medium", "bbeml", "campaign_id",
    "cmpid", "cmp_id", "dclid", "dm_i", "ef_id", "epik", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source",
    "fbclid", "gbraid", "gclid", "gclsrc", "guccounter", "guce_referrer", "guce_referrer_sig", "hsctatracking",
    "icid", "igsh", "igshid", "int_cmp", "intcmp", "li_fat_id", "mc_cid", "mc_eid", "mkcid", "mkevt", "mkrid",
    "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "msclkid", "ncid", "ns_campaign", "ns_fee", "ns_linkname",
    "ns_mchannel", "ns_source", "oly_anon_id", "oly_enc_id", "partnerid", "rb_clickid", "ref_src", "ref_url",
    "referrer", "s_cid", "s_kwcid", "smid", "spm", "sr_share", "srsltid", "sscid", "ttclid", "twclid", "vero_conv",
    "vero_id", "wbraid", "wickedid", "xtor", "yclid", "ymclid", "ysclid",
})  # fmt: skip
TRACKING_PREFIXES = ("hmb_", "itm_", "mtm_", "piwik_", "pk_", "sc_", "trk_", "utm_", "wt.")
# "ref=" names a page on some sites and the sender on others: it goes when it names the site or the feed.
_SENDERS = frozenset({"ref", "source", "via"})

_HOST = re.compile(r"[^\s<>|\"\\^`{}%\x00-\x20\x7f]+")


def canonical(url: str, sites: Iterable[str] = ()) -> str:
    """The spelling that links to one article share: no fragment, no trackers, host in lower case, query sorted.

    `sites` are addresses whose host, named by a `ref` parameter, makes it a tracker. Idempotent; the host changes only
    in case and from punycode to Unicode. Never raises: what cannot be read comes back without its fragment. A fragment
    that is a path of its own (`#!/...`) is kept."""
    url = url.strip()
    try:
        return _spelled(untracked(url, sites)) if is_http(url) else _bare(url)
    except (ValueError, UnicodeError):
        return _bare(url)


def untracked(url: str, sites: Iterable[str] = ()) -> str:
    """`url` without its tracking parameters, otherwise as it was. Addresses that are not http(s) stay as they are."""
    parts = urlsplit(url)
    if not parts.query or parts.scheme not in ("http", "https"):
        return url
    hosts = {host(site) for site in sites} - {""}
    kept = [pair for pair in parts.query.split("&") if not _is_tracker(pair, hosts)]
    return urlunsplit(parts._replace(path=parts.path or "/", query="&".join(kept)))


def resolve(base: str, url: str) -> str:
    """`url` made absolute against `base` (RFC 3986); what cannot be read as an address comes back as it is."""
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url.strip()


def host(url: str) -> str:
    """Host name of a url in lower case, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


@lru_cache(maxsize=1 << 12)  # asked several times for each request
def origin(url: str) -> str:
    """scheme://host:port of an http(s) url (RFC 6454), the port always named; never raises, "" where it has no host."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return ""
    name = host(url)
    return f"{parts.scheme}://[{name}]:{port}" if ":" in name else f"{parts.scheme}://{name}:{port}" if name else ""


@lru_cache(maxsize=1 << 12)
def domain(url: str) -> str:
    """The registrable domain of a url by the Public Suffix List; an address or a bare name is its own."""
    try:
        return get_fld(url, fail_silently=True) or host(url)
    except ValueError:
        return host(url)


def without_credentials(url: str) -> str:
    """`url` without user and password; never raises."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


def is_http(url: str) -> bool:
    """True for an http or https url with a host and, where it names one, a port that could be one."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and parts.port != 0 and _HOST.fullmatch(host(url)) is not None
    except ValueError:
        return False


def _bare(url: str) -> str:
    return url.partition("#")[0].strip()


def _spelled(url: str) -> str:
    parts = urlsplit(url)
    fragment = parts.fragment if parts.fragment.startswith("!/") else ""
    query = "&".join(sorted(filter(None, map(_pair, parts.query.split("&")))))
    # courlan decodes entities in a string ("&sect=" becomes "§="), never in parts.
    bare = str(normalize_url(parts._replace(query="", fragment="")))
    return urlunsplit(urlsplit(bare)._replace(path=urlsplit(bare).path or "/", query=query, fragment=fragment))


def _pair(pair: str) -> str:
    """One parameter in one spelling; a query that is no list of parameters keeps its own."""
    name, equals, value = pair.partition("=")
    return f"{_quoted(name)}={_quoted(value)}" if equals else pair.strip()


def _quoted(text: str) -> str:
    return quote_plus(unquote_to_bytes(text.replace("+", " ")), safe="/:,!~*'()@")


def _is_tracker(pair: str, hosts: set[str]) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES) or (name in _SENDERS and value.lower() in hosts)
