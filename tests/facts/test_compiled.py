"""The facts stage can be compiled, and where `make compiled` has been run says what the plain one says."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
_SAID = """
import json, pathlib, sys
from datetime import date
from newsledger.facts import extract, tagger
documents = [json.loads(path.read_text("utf-8")) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json"))]
said = [repr(extract(d["text"], title=d["title"], published=date.fromisoformat(d["published"]))) for d in documents]
print(json.dumps([tagger.__file__.endswith(".py"), said]))
"""


def _said(path: str) -> tuple[bool, list[str]]:
    """Whether the facts stage is plain Python with this PYTHONPATH, and what it makes of the articles of the gold."""
    command = [sys.executable, "-c", _SAID, str(GOLD)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    is_plain, said = json.loads(done.stdout)
    return is_plain, said


def _is_stale() -> bool:
    command = [sys.executable, "-c", "import newsledger"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT / "build")}, capture_output=True, text=True)
    return "newer than the compiled copy" in done.stderr


def test_no_membership_in_a_display_that_unpacks_another() -> None:
    """`x in (*WORDS, "by")` is more than mypyc can do."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "src" / "newsledger" / "facts").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops)
        if any(isinstance(part, ast.Starred) for side in node.comparators for part in getattr(side, "elts", ()))
    ]
    assert found == []


@pytest.mark.skipif(not (ROOT / "build" / ".ready").exists(), reason="nothing compiled here; `make compiled` does it")
def test_compiled_and_plain_say_the_same() -> None:
    if _is_stale():
        pytest.skip("what is compiled here is of older sources; `make compiled` makes it anew")
    plain, compiled = _said(str(ROOT / "src")), _said(str(ROOT / "build"))
    assert (plain[0], compiled[0]) == (True, False)
    assert plain[1] == compiled[1]
    assert len(plain[1]) > 10


def test_a_copy_of_older_sources_says_so_and_is_not_used(tmp_path: Path) -> None:
    for folder in ("build", "src"):
        (tmp_path / folder / "newsledger").mkdir(parents=True)
        shutil.copy(ROOT / "src" / "newsledger" / "__init__.py", tmp_path / folder / "newsledger")
    command = [sys.executable, "-c", "import newsledger"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "build")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert "run `make compiled`" in done.stderr
    (tmp_path / "build" / ".ready").touch()
    assert subprocess.run(command, env=environment, cwd=tmp_path).returncode == 0
