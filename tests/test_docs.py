"""The docs do what they say: README's commands and SQL run as written, and nothing in the house goes unmentioned."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from newsledger.entities import load as load_entities
from newsledger.facts.patterns import load as pattern_files
from newsledger.sources import load as load_sources
from newsledger.warehouse import questions
from tests.running import Home

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SQL = re.findall(r"```sql\n(.*?)```", README, re.S)
CONSOLE = re.findall(r"^\$ (newsledger .*)$", README, re.M)


@pytest.fixture(scope="module")
def seeded(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The project's own seed documents, ingested as `make run` does without a network."""
    folder = tmp_path_factory.mktemp("readme")
    listed = yaml.safe_load((ROOT / "seeds" / "sources.yaml").read_text("utf-8"))
    (folder / "documents").symlink_to(ROOT / "seeds" / "documents")
    (folder / "sources.yaml").write_text(yaml.safe_dump({"documents": listed["documents"]}), encoding="utf-8")
    home = Home(folder / "data", folder / "sources.yaml", os.environ | {"PREFECT_API_URL": prefect_server})
    done = home.run("ingest", "--sources", str(home.sources))
    assert done.returncode == 0, done.stderr
    return home


def test_the_two_commands_of_the_readme_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("run", "test", "bench", "compiled"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", makefile, re.M)


@pytest.mark.parametrize("query", SQL)
def test_the_sql_of_the_readme_answers(seeded: Home, query: str) -> None:
    assert seeded.sql(query) != []


@pytest.mark.parametrize("command", CONSOLE)
def test_the_output_in_the_readme_is_what_the_command_prints(seeded: Home, command: str) -> None:
    done = seeded.run(*shlex.split(command)[1:])
    assert done.returncode == 0, done.stderr
    printed = README[README.index(f"$ {command}\n") :].split("```")[0].splitlines()[1:]
    assert [line.split() for line in printed if line.split()] == [
        line.split() for line in done.stdout.splitlines() if line.split()
    ]


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_kept_question_runs_and_has_rows(seeded: Home, name: str) -> None:
    assert seeded.sql(questions()[name]) != []


def test_the_checks_of_the_warehouse_pass_on_the_seeds(seeded: Home) -> None:
    done = seeded.run("check")
    assert done.returncode == 0, done.stdout


def test_every_command_is_in_the_readme() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    commands = re.findall(r"^[│ ]+([a-z]+)  +[A-Z]", shown, re.M)
    assert len(commands) >= 10
    assert [name for name in commands if f"newsledger {name}" not in README] == []


def test_the_prefect_commands_of_the_readme_are_those_of_the_checkout() -> None:
    commands = re.findall(r"(\S*)\bprefect (?:server|work-pool|deployment|worker|--no-prompt)", README)
    assert len(commands) == 6
    assert {command for command in commands if not command.endswith(".venv/bin/")} == set()


def test_a_disabled_feed_is_tried_again_by_commands_that_are_there() -> None:
    text = (ROOT / "docs" / "politeness.md").read_text("utf-8")
    assert all(f"| `{command}" in README for command in re.findall(r"`(newsledger feeds \w+)", text))
    assert "`newsledger feeds add URL`" in text


def test_every_fact_type_with_patterns_is_explained() -> None:
    text = (ROOT / "docs" / "facts.md").read_text("utf-8")
    assert [file.type for file in pattern_files() if f"`{file.type}`" not in text] == []


def test_the_examples_and_the_starter_files_load(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(sources:.*?)```", README, re.S)
    (tmp_path / "sources.yaml").write_text(example, encoding="utf-8")
    assert [source.slug for source in load_sources(tmp_path / "sources.yaml").sources] == ["example-wire"]
    (example,) = re.findall(r"```yaml\n(entities:.*?)```", README, re.S)
    (tmp_path / "entities.yaml").write_text(example, encoding="utf-8")
    assert [entity.name for entity in load_entities(tmp_path / "entities.yaml")] == ["Alibaba"]
    assert 30 <= len(load_entities(ROOT / "seeds" / "entities.yaml")) <= 50
    starter = load_sources(ROOT / "seeds" / "sources.yaml")
    assert 20 <= sum(len(source.feeds) for source in starter.sources) <= 30
    assert len(starter.documents) == 3


def test_the_diagram_is_the_flows_own() -> None:
    from flows import ingest

    assert ingest.__doc__
    drawn = ingest.__doc__.split("\n\n")[1]
    assert drawn.strip("\n") in README


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], ids=lambda path: path.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    targets = [link for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []
