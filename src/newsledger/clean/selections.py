"""trafilatura's XPath selections as Python: the same elements in a fraction of the time.

lxml calls back into Python for every `re:test` (https://exslt.github.io/regexp/) of every element, and half the time of
an extraction went there. Their conditions read nearly alike in both languages: each is translated once, from the
installed library's own text, and each pattern keeps its verdicts, since classes and ids repeat."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from types import ModuleType
from typing import Any

from lxml.etree import XPath, _Element

Select = Callable[[_Element], list[_Element]]

_STEP = re.compile(r"\s*\(?\s*\.//\*\[(.+?)\]\s*(?:\)\s*\[1\]|\[1\])?\s*", re.DOTALL)
_TOKEN = re.compile(
    r"re:test\((?P<value>[^,]+),\s*'(?P<pattern>[^']*)'(?P<fold>,\s*'i')?\)|(?P<text>'[^']*')|self::(?P<tag>[\w-]+)"
    r"|\.//(?P<below>\w+)|@(?P<present>[\w-]+)(?=\s*(?:or\b|and\b|[\])]|$))|@(?P<name>[\w-]+)(?:\|@(?P<other>[\w-]+))?|(?P<both>\]\s*\[)|(?P<equal>=)|(?P<function>contains|starts-with|translate)"
    r"|(?P<plain>\bor\b|\band\b|\bnot\b|[(),\s]+)"
)
_FUNCTIONS: dict[str, Any] = {
    "contains": lambda value, part: value is not None and part in value,
    "starts_with": lambda value, part: value is not None and value.startswith(part),
    "translate": lambda value, old, new: value and value.translate(str.maketrans(old, new)),
    "first": lambda element, one, other, *values: _first(element, one, other, *values),
}
_ATTRIBUTE = re.compile(r"@([\w-]+)")
_REMEMBERED = 2**13  # values, of each pattern


def hasten(module: ModuleType) -> None:
    """Put `quick` selections in place of a module's, in its lists, where trafilatura's own functions find them."""
    for selections in (value for value in vars(module).values() if isinstance(value, list)):
        for at, expression in enumerate(selections):
            if isinstance(expression, XPath):
                with suppress(ValueError):
                    selections[at] = quick(expression)


def quick(*expressions: XPath) -> Select:
    """What any of the expressions selects below an element, in document order; of one in "[1]", the very first only.

    Covers `.//*[...]` with conditions on tags and attributes. Raises ValueError for any other expression."""
    steps = [_STEP.fullmatch(expression.path) for expression in expressions]
    if not all(steps):
        raise ValueError(f"not a single step: {[expression.path for expression in expressions]}")
    names = dict(_FUNCTIONS)
    conditions = [step[1] for step in steps if step]
    python = " or ".join(f"({_translated(condition, names)})" for condition in conditions)
    attributes = sorted({name for condition in conditions for name in _ATTRIBUTE.findall(condition)})
    # an attribute is asked for once, which costs more than any test of it; most elements have none of them, and an
    # expression that is nothing but attributes is false for those
    read = "".join(f"({_variable(name)} := get({name!r}))," for name in attributes)
    absent = (None,) * len(attributes)
    holds = eval(f"lambda element, tag, get: ({read}) != {absent} and ({python})", names)  # noqa: S307 - made of known tokens
    wanted = sorted({tag for condition in conditions for tag in _wanted(condition)})

    def select(tree: _Element) -> list[_Element]:
        return [element for element in tree.iterdescendants(*wanted) if holds(element, element.tag, element.get)]

    def select_first(tree: _Element) -> list[_Element]:
        for element in tree.iterdescendants(*wanted):
            if holds(element, element.tag, element.get):
                return [element]
        return []

    return select_first if len(expressions) == 1 and expressions[0].path.rstrip().endswith("[1]") else select


def _wanted(condition: str) -> list[str]:
    tags = re.match(r"\s*((?:self::\w+(?:\s+or\s+)?)+)\]", condition)
    return re.findall(r"self::(\w+)", tags[1]) if tags else ["*"]


def _translated(condition: str, names: dict[str, Any]) -> str:
    """Python for an XPath condition; its patterns are added to `names`."""
    python, at = "", 0
    while at < len(condition):
        token = _TOKEN.match(condition, at)
        if not token:
            raise ValueError(f"cannot translate {condition[at:]!r}")
        python += _python(token, names)
        at = token.end()
    return " ".join(python.split())


def _python(token: re.Match[str], names: dict[str, Any]) -> str:
    if token["pattern"] is not None:
        name = f"test{len(names)}"
        names[name] = _remembering(re.compile(token["pattern"], re.IGNORECASE if token["fold"] else 0))
        return f"{name}({_translated(token['value'] + ',', names).rstrip(',')})"
    if token["other"]:
        one, other = token["name"], token["other"]
        return f"first(element, {one!r}, {other!r}, {_variable(one)}, {_variable(other)})"
    if token["present"]:
        return f"({_variable(token['present'])} is not None)"
    if token["name"]:
        return _variable(token["name"])
    if token["tag"]:
        return f"tag == {token['tag']!r}"
    if token["below"]:
        return f"element.find('.//{token['below']}') is not None"
    if token["both"]:
        return ") and ("
    return "==" if token["equal"] else str(token[0]).replace("-", "_") if token["function"] else str(token[0])


def _variable(attribute: str) -> str:
    """What the translated condition calls the value of an attribute."""
    return "at_" + attribute.replace("-", "_")


def _first(element: _Element, one: str, other: str, value: str | None, second: str | None) -> str | None:
    """`string(@one|@other)`: of two attributes with their values, the one that is written first."""
    if value is None or second is None:
        return value or second
    return value if element.keys().index(one) < element.keys().index(other) else second


def _remembering(pattern: re.Pattern[str]) -> Callable[[str | None], bool]:
    @lru_cache(_REMEMBERED)
    def test(value: str | None) -> bool:
        return pattern.search(value or "") is not None

    return test
