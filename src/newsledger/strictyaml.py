"""YAML seed files read strictly: whatever is wrong with one is an error that names file, line and key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import yaml

from newsledger.errors import SourcesError


class Reader:
    """Walks the YAML nodes of a file, for only they know their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[tuple[str, str], int] = {}

    def root(self, needs: str) -> yaml.Node:
        """The file's only document; `needs` is what an empty file is told to hold. Raises SourcesError, as all here do."""
        try:
            node = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except OSError as error:
            raise SourcesError(self.path, None, "the file", f"cannot be read: {error.strerror or error}") from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise SourcesError(self.path, line, "the file", f"is not UTF-8: {error.reason}") from None
        except RecursionError:
            raise SourcesError(self.path, 1, "the file", "is nested too deeply") from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or str(error)
            raise SourcesError(self.path, mark.line + 1 if mark else 1, "the file", f"is not YAML: {problem}") from None
        if node is None:
            raise SourcesError(self.path, 1, "the file", f"is empty; it needs {needs}")
        return node

    def mapping(self, node: yaml.Node, where: str, known: set[str]) -> dict[str, yaml.Node]:
        """The values of a mapping that has no other keys than these, and none twice."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, where, f"should be keys and values ({', '.join(sorted(known))})")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value not in known:
                self.fail(key, _name(key), f"unknown key; known here: {', '.join(sorted(known))}")
            if key.value in found:
                self.fail(key, key.value, "given twice")
            found[key.value] = value
        return found

    def require(self, node: yaml.Node, given: dict[str, yaml.Node], *keys: str) -> None:
        """Fail where one of the keys is not given."""
        for key in keys:
            if key not in given:
                self.fail(node, key, "is missing")

    def items(self, node: yaml.Node | None, key: str) -> list[yaml.Node]:
        """The items of a list, none where it is not given."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fail(node, key, "should be a list")
        return list(node.value)

    def text(self, given: dict[str, yaml.Node], key: str, valid: Callable[[str], Any], problem: str) -> str:
        """The text under a key that has to be there."""
        return self.scalar(given[key], key, valid, problem)

    def optional(self, given: dict[str, yaml.Node], key: str, valid: Callable[[str], Any], problem: str) -> str | None:
        """The text under a key, None where it is not given."""
        return self.scalar(given[key], key, valid, problem) if key in given else None

    def scalar(self, node: yaml.Node, key: str, valid: Callable[[str], Any], problem: str) -> str:
        """A single value as it is written, if it is `valid` (which may raise ValueError)."""
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
            self.fail(node, key, "should be a single value")
        # Norway's "no" is a country or language here, so values are read as they are written, not as YAML types
        text = str(node.value).strip()
        try:
            fine = valid(text)
        except ValueError:
            fine = False
        if not fine:
            self.fail(node, key, f"{problem}: {text!r}")
        return text

    def remember(self, key: str, node: yaml.Node, value: str) -> str:
        """The value, which has to be the first of its kind in the file."""
        if (key, value) in self.lines:
            self.fail(node, key, f"repeated: {value!r} is already on line {self.lines[key, value]}")
        self.lines[key, value] = node.start_mark.line + 1
        return value

    def fail(self, node: yaml.Node, key: str, problem: str) -> NoReturn:
        """Raise SourcesError at the node's line."""
        raise SourcesError(self.path, node.start_mark.line + 1, key, problem)


def _name(key: yaml.Node) -> str:
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "a list or mapping as a key"
