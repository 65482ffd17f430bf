"""Editing the sources file: what a person wrote there stays as it was written, but for the entry that changes.

An entry is some whole lines of the file. ruamel.yaml renders the one that changes, with its comments and quotes; all
other lines are copied. What comes out is loaded and compared with what was meant before it takes the file's place."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml as pyyaml
from filelock import FileLock, Timeout
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import YAMLError

from newsledger import sources as seeds
from newsledger.errors import SourcesError, UsageError
from newsledger.records import Source
from newsledger.sources import SourceList

HEADER = (
    "# What is monitored. `newsledger feeds add URL` adds to it; a typing slip is refused with its line.\nsources:\n"
)
_WAIT = 60.0  # seconds for another command's edit, which takes far less than one
_NO_SOURCES = re.compile(r"^sources:[ \t]*\[[ \t]*\]", re.MULTILINE)
_ONLY_KEY = re.compile(r"^sources:", re.MULTILINE)
_ASIDE = re.compile(r"( *)(?:#.*)?$")
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")  # lines to YAML 1.1, not to us


@dataclass(frozen=True, slots=True)
class _Piece:
    """Whole lines of the file: an item of a list where `key` is set, else what stands before, between and after."""

    text: str
    key: str | None = None


def read(path: Path) -> SourceList:
    """What the file lists, nothing where there is no file yet. Raises SourcesError."""
    return seeds.load(path) if path.exists() else SourceList((), ())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """No other command edits the file while this is held: `read`, decide and `save` inside. Raises UsageError."""
    target = path.resolve()
    lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=_WAIT)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise UsageError(f"{path}: another command has been editing it for {_WAIT:g} s") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None
    try:
        yield
    finally:
        lock.release()


def with_source(listed: Sequence[Source], new: Source) -> tuple[Source, ...]:
    """`listed` with a source more, or with its feeds added to the source that has its slug."""
    if new.slug not in {source.slug for source in listed}:
        return (*listed, new)
    return tuple(replace(s, feeds=_union(s.feeds, new.feeds)) if s.slug == new.slug else s for s in listed)


def without_feed(listed: Sequence[Source], url: str) -> tuple[Source, ...]:
    """`listed` with that feed gone; its source stays."""
    return tuple(replace(s, feeds=tuple(feed for feed in s.feeds if feed != url)) for s in listed)


def save(path: Path, wanted: Sequence[Source]) -> None:
    """Make the file list exactly `wanted`: entries come, go or change their feeds; documents stay. Makes a missing file.

    What `wanted` was made from should have been read under the same `locked`, or another command's edit is undone.
    Raises SourcesError where the file is broken, UsageError where the result would be, with nothing changed."""
    before = read(path)
    text = path.read_text("utf-8") if path.exists() else HEADER
    problem = "its layout cannot be edited; please edit it by hand"
    for edit in (_by_entry, _as_a_whole):
        try:
            edited = edit(text, before.sources, wanted)
            if edited is not None and _replace(path, edited, SourceList(tuple(wanted), before.documents)):
                return
        except SourcesError as error:
            problem = f"{error.key}: {error.problem}"
        except (YAMLError, pyyaml.YAMLError):
            continue  # an alias into another entry, say: only the whole file can be read
    raise UsageError(f"{path}: not changed: {problem}")


def _replace(path: Path, text: str, meant: SourceList) -> bool:
    """Put the text in the file's place if it lists what was meant."""
    target = path.resolve()  # a link stays a link
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")  # beside it, for paths in it are relative
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, "utf-8", newline=_line_end(target))
        if seeds.load(partial) != meant:
            return False
        if target.exists():
            shutil.copymode(target, partial)
        partial.replace(target)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        partial.unlink(missing_ok=True)
    return True


def _line_end(path: Path) -> str:
    return "\r\n" if path.exists() and b"\r\n" in path.read_bytes() else "\n"


def _by_entry(text: str, before: Sequence[Source], wanted: Sequence[Source]) -> str | None:
    """The text with only the lines of changed entries rewritten; None where entries are no lines of their own."""
    pieces = _pieces(text if text.endswith("\n") else f"{text}\n", [source.slug for source in before])
    if pieces is None:
        return None
    known, meant = {source.slug: source for source in before}, {source.slug: source for source in wanted}
    indent = next((_indent(piece.text) for piece in pieces if piece.key), 2)
    kept = [p if not p.key or meant[p.key] == known[p.key] else _Piece(_refed(p.text, meant[p.key]), p.key)
            for p in pieces if not p.key or p.key in meant]  # fmt: skip
    new = [_Piece(_shifted(_listed([_entry(s)]), indent), s.slug) for s in wanted if s.slug not in known]
    end = max((i for i, piece in enumerate(kept) if piece.key), default=_last_entry(pieces)) + 1
    return _joined([*kept[:end], *new, *kept[end:]])


def _pieces(text: str, slugs: Sequence[str]) -> list[_Piece] | None:
    if not slugs:
        return _no_entries(text)
    root: Any = pyyaml.compose(text, Loader=pyyaml.SafeLoader)
    return None if root.flow_style else _cut(text, _value(root, "sources"), slugs)


def _no_entries(text: str) -> list[_Piece]:
    """Before and after the place where entries will stand."""
    text = _NO_SOURCES.sub("sources:", text)
    key = _ONLY_KEY.search(text)
    if key is None:
        return [_Piece(f"{text}\nsources:\n"), _Piece("")]
    end = text.index("\n", key.start()) + 1
    return [_Piece(text[:end]), _Piece(text[end:])]


def _cut(text: str, node: Any, keys: Sequence[str]) -> list[_Piece] | None:
    """The lines of the items of a list and those around them; None where the items have no lines of their own.

    Blank lines and comments at the end of an item belong to what follows."""
    if node is None or node.flow_style or not node.value or _OTHER_LINE_ENDS.search(text):
        return None
    lines = re.findall(r".*\n", text)
    marks = [*(_dash(lines, item.start_mark.line) for item in node.value), node.end_mark.line]
    pieces = [_Piece("".join(lines[: marks[0]]))]
    for key, (start, following) in zip(keys, pairwise(marks), strict=True):
        end, indent = following, _indent(lines[start])
        while (aside := _ASIDE.fullmatch(lines[end - 1].rstrip("\n"))) and len(aside[1]) <= indent:
            end -= 1
        pieces += [_Piece("".join(lines[start:end]), key), _Piece("".join(lines[end:following]))]
    return [*pieces, _Piece("".join(lines[marks[-1] :]))]


def _value(mapping: Any, name: str) -> Any:
    return next((value for key, value in mapping.value if key.value == name), None)


def _dash(lines: list[str], line: int) -> int:
    """The line of the dash of an entry whose first key is on `line`."""
    while not lines[line].lstrip().startswith("-"):
        line -= 1
    return line


def _joined(pieces: Sequence[_Piece]) -> str:
    """The pieces as a text; a list that lost its last entry has to say that it is empty."""
    text = "".join(piece.text for piece in pieces)
    return text if any(piece.key for piece in pieces) else _ONLY_KEY.sub("sources: []", text, count=1)


def _last_entry(pieces: Sequence[_Piece]) -> int:
    return next((i - 1 for i, piece in enumerate(pieces) if piece.key), 0)


def _refed(text: str, source: Source) -> str:
    """An entry's lines with the source's feeds in place of its own."""
    indent = _indent(text)
    bare = re.sub(rf"^ {{0,{indent}}}", "", text, flags=re.MULTILINE)
    edited = _relined(bare, source.feeds)
    if edited is None:
        loaded = _yaml().load(bare)
        _set_feeds(loaded[0], source.feeds)
        edited = _listed(loaded)
    return _shifted(edited, indent)


def _relined(text: str, feeds: Sequence[str]) -> str | None:
    """An entry whose feeds have a line each, with lines gone and come; None where they have none or none would stay."""
    root: Any = pyyaml.compose(text, Loader=pyyaml.SafeLoader)
    node = _value(root.value[0], "feeds")
    listed = [item.value.strip() for item in node.value] if node else []
    pieces = _cut(text, node, listed)
    if pieces is None or not set(listed) & set(feeds):
        return None
    kept = [piece for piece in pieces if piece.key is None or piece.key in feeds]
    end = max(i for i, piece in enumerate(kept) if piece.key) + 1
    indent = next(_indent(piece.text) for piece in pieces if piece.key)
    new = [_Piece(_shifted(_listed([feed]), indent)) for feed in feeds if feed not in listed]
    return "".join(piece.text for piece in (*kept[:end], *new, *kept[end:]))


def _as_a_whole(text: str, before: Sequence[Source], wanted: Sequence[Source]) -> str:
    """The text as ruamel.yaml writes all of it again."""
    root = _yaml().load(text)
    listed, meant = root.setdefault("sources", CommentedSeq()), {source.slug: source for source in wanted}
    for position, source in reversed(list(enumerate(before))):
        if source.slug not in meant:
            del listed[position]
        elif source != meant[source.slug]:
            _set_feeds(listed[position], meant[source.slug].feeds)
    known = {source.slug for source in before}
    listed.extend(_entry(source) for source in wanted if source.slug not in known)
    return _dumped(root)


def _set_feeds(entry: Any, feeds: Sequence[str]) -> None:
    listed = entry.setdefault("feeds", CommentedSeq())
    quoted = type(listed[0]) if listed else str
    for position in reversed(range(len(listed))):
        if listed[position].strip() not in feeds:
            del listed[position]
    known = {feed.strip() for feed in listed}
    listed.extend(quoted(feed) for feed in feeds if feed not in known)


def _entry(source: Source) -> dict[str, Any]:
    expect = {name: value for name in ("min_per_day", "max_per_day") if (value := getattr(source, name)) is not None}
    given = {name: getattr(source, name) for name in ("slug", "name", "homepage", "language", "country", "timezone")}
    entry = {**given, "feeds": list(source.feeds), "expect": expect}
    return {name: value for name, value in entry.items() if value or name == "feeds"}


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(value: Any) -> str:
    out = io.StringIO()
    _yaml().dump(value, out)
    return out.getvalue()


def _listed(items: Sequence[Any]) -> str:
    """A list as text that begins at the left edge, where ruamel.yaml indents it by two."""
    return re.sub(r"^  ", "", _dumped(items), flags=re.MULTILINE)


def _shifted(text: str, indent: int) -> str:
    return re.sub(r"^(?=.)", " " * indent, text, flags=re.MULTILINE)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _union(some: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))
