"""The commands as typed: what they print, where they print it, how they end."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from newsledger import local
from newsledger.errors import UsageError
from newsledger.sources import MAX_DOCUMENT
from tests.running import COMMAND, Home, home_at
from tests.web.pages import STORIES, page, rss
from tests.web.site import NewsSite

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, prefect_server: str) -> Iterator[Home]:
    """A home with the site's three stories in it, which the tests only read."""
    with NewsSite() as site, home_at(tmp_path_factory.mktemp("commands"), site, prefect_server) as home:
        for story in STORIES:
            site.serve(story.path, page(story))
        site.serve("/rss.xml", rss(STORIES, site.url("")), "application/rss+xml")
        site.sources_yaml(home.sources, "/rss.xml")
        home.ingest(NOW)
        yield home


def test_the_query_commands(loaded: Home) -> None:
    query = "SELECT type, subject FROM facts WHERE type = 'acquisition'"
    assert loaded.run("sql", query, "--format", "csv").stdout == "type,subject\nacquisition,Tallow Foods\n"
    (row,) = loaded.run("sql", query, "--format", "json").stdout.splitlines()
    assert json.loads(row) == {"type": "acquisition", "subject": "Tallow Foods"}
    assert "Tallow Foods" in loaded.run("sql", query).stdout
    facts = list(csv.DictReader(io.StringIO(loaded.run("facts", "--company", "morrow", "--format", "csv").stdout)))
    assert [(row["type"], row["subject"], row["role"]) for row in facts] == [
        ("personnel_move", "Ada Brisco", "chief executive")
    ]
    assert "Ada Brisco" in loaded.run("ask", "who_moved").stdout
    assert "who_moved" in loaded.run("ask").stdout
    status = loaded.run("status").stdout
    assert "completed" in status
    assert "/rss.xml" in status


def test_columns_of_one_name_are_told_apart(loaded: Home) -> None:
    (row,) = loaded.run("sql", "SELECT 1 AS a, 2 AS a, 3 AS a_1", "--format", "json").stdout.splitlines()
    assert json.loads(row) == {"a": 1, "a_2": 2, "a_1": 3}
    joined = loaded.run("sql", "SELECT f.*, a.* FROM facts f JOIN articles a USING (url)", "--format", "csv")
    assert {"url", "url_1"} <= set(joined.stdout.splitlines()[0].split(","))


def test_parquet_is_a_file_on_stdout(loaded: Home, tmp_path: Path) -> None:
    environment = loaded.environment | {"NEWSLEDGER_HOME": str(loaded.path)}
    command = [*COMMAND, "sql", "SELECT 1 AS one", "--format", "parquet"]
    out = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60).stdout
    (tmp_path / "one.parquet").write_bytes(out)
    assert pq.read_table(tmp_path / "one.parquet").to_pylist() == [{"one": 1}]


def test_what_json_and_csv_have_no_word_for(loaded: Home) -> None:
    query = "SELECT 'nan'::DOUBLE AS a, ['-inf'::FLOAT, 1] AS b, '\\x00\\xFF'::BLOB AS c, {'k': ['x, y', 'z']} AS d"
    row = json.loads(loaded.run("sql", query, "--format", "json").stdout, parse_constant=pytest.fail)
    assert row == {"a": None, "b": [None, 1], "c": "00ff", "d": {"k": ["x, y", "z"]}}
    (row,) = csv.DictReader(io.StringIO(loaded.run("sql", query, "--format", "csv").stdout))
    assert (json.loads(row["b"]), row["c"], json.loads(row["d"])) == ([None, 1], "00ff", {"k": ["x, y", "z"]})


def test_a_narrow_terminal_gets_a_line_a_column_with_no_word_cut(loaded: Home) -> None:
    query = "SELECT subject, url, sentence FROM facts WHERE type = 'acquisition'"
    (row,) = map(json.loads, loaded.run("sql", query, "--format", "json").stdout.splitlines())
    narrow = [f"{name}: {value}" for name, value in row.items()]
    for columns in ("80", "30", "1"):
        assert loaded.run("sql", query, COLUMNS=columns).stdout.splitlines() == [*narrow, ""]
    wide = loaded.run("sql", query, COLUMNS="150").stdout
    assert row["url"] in wide
    assert wide.split()[:3] == ["subject", "url", "sentence"]
    assert max(map(len, wide.splitlines())) <= 150
    assert "[b]" in loaded.run("sql", 'SELECT 1 AS "[b]"').stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("settings",),
        ("sql", "SELECT * FROM range(100000)", "--format", "csv"),
        ("sql", "SELECT * FROM range(1000)"),
        ("sql", "SELECT * FROM range(100000)", "--format", "parquet"),
        ("sql", "SELECT * FROM range(100000)", "--format", "json"),
        ("check",),
    ],
)
def test_a_reader_who_leaves_is_no_failure(loaded: Home, arguments: tuple[str, ...]) -> None:
    running = loaded.start(*arguments)
    running.stdout.close()
    with running.stderr as said:
        assert said.read() == ""
    running.process.join(60)
    assert running.process.exitcode == 0


def test_ingest_prints_its_counts_as_one_object(site: NewsSite, home: Home) -> None:
    site.sources_yaml(home.sources)
    done = home.run("ingest", "--sources", str(home.sources), "--json")
    report = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0
    assert (
        list(report)
        == (
            "run_id sources polled not_modified entries_new pages articles_new versions_new duplicates facts_new "
            "evidence_new quarantined seconds"
        ).split()
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "sources:\n  - slug: a\n    name: A\n    homepage: https://a.test/\n    colour: red\n",
            "sources.yaml:5: colour",
        ),
        (
            "sources:\n  - slug: a\n    name: A\n    homepage: https://a.test/\n    feeds: [not a url]\n",
            "sources.yaml:5:",
        ),
        ("sources: [", "sources.yaml:"),
        ("documents:\n  - path: /etc/*.txt\n", "sources.yaml:2:"),
    ],
)
def test_a_broken_sources_file_stops_everything(home: Home, text: str, named: str) -> None:
    home.sources.write_text(text)
    done = home.run("ingest", "--sources", str(home.sources))
    assert (done.returncode, named in done.stderr) == (2, True), done.stderr
    assert not (home.path / "state.duckdb").exists()


@pytest.mark.parametrize("command", ["ingest", "extract note.txt"])
def test_a_broken_entities_file_stops_everything(home: Home, command: str) -> None:
    home.sources.write_text("sources: []")
    home.sources.with_name("entities.yaml").write_text("entities:\n  - name: Tallow\n    kind: organization\n")
    done = home.run(*command.split(), "--sources", str(home.sources))
    assert (done.returncode, "entities.yaml:3: kind: unknown key" in done.stderr) == (2, True), done.stderr
    assert not (home.path / "state.duckdb").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("sql", "SELECT * FROM nowhere"),
        ("sql", "DELETE FROM facts"),
        ("sql", ""),
        ("sql", ";"),
        ("ask", "who_cares"),
        ("facts", "--since", "long ago"),
        ("facts", "--since", "99999999999d"),
        ("facts", "--since", f"{'9' * 5000}w"),
        ("ingest", "--limit", "-1"),
        ("extract", "no-such-file.txt"),
    ],
)
def test_bad_usage_ends_with_two_and_no_traceback(loaded: Home, arguments: tuple[str, ...]) -> None:
    done = loaded.run(*arguments)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_asking_before_the_first_run(home: Home) -> None:
    done = home.run("status")
    assert (done.returncode, "newsledger ingest" in done.stderr) == (2, True)


def test_local_files_need_no_warehouse(home: Home, tmp_path: Path) -> None:
    html = tmp_path / "tallow.html"
    html.write_text(page(STORIES[0]))
    (fact,) = map(json.loads, home.run("extract", str(html)).stdout.splitlines())
    assert (fact["doc"], fact["type"], fact["value"]["max"]) == ("tallow", "acquisition", 45_000_000)
    cleaned = json.loads(home.run("clean", str(html), "--url", "https://times.test/a").stdout)
    assert (cleaned["id"], cleaned["title"], cleaned["date"]) == ("tallow", STORIES[0].title, "2026-03-03")
    assert cleaned["failure"] is None
    assert not home.path.exists()


def test_a_file_that_cannot_be_read_ends_nothing_but_the_exit_status(home: Home, tmp_path: Path) -> None:
    html, missing = tmp_path / "tallow.html", tmp_path / "missing.html"
    html.write_text(page(STORIES[0]))
    (tmp_path / "bare.txt").write_text("Only a title\r\n")
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(page(STORIES[0]).encode(), mtime=0)[:10] + b"no deflate")
    done = home.run("extract", *map(str, (tmp_path / "bare.txt", missing, tmp_path / "cut.html.gz", html)))
    assert (done.returncode, json.loads(done.stdout)["doc"]) == (2, "tallow")
    assert [line.split(": ")[1:3] for line in done.stderr.splitlines()] == [
        [str(tmp_path / "bare.txt"), "no_text"],
        [str(missing), "cannot be read"],
        [str(tmp_path / "cut.html.gz"), "cannot be read"],
    ]
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"<p>word" * (3 << 20), mtime=0))
    done = home.run("clean", str(tmp_path / "bomb.html.gz"))
    assert json.loads(done.stdout)["failure"].startswith("too_large")
    done = home.run("clean", str(missing), str(html))
    assert (done.returncode, json.loads(done.stdout)["id"]) == (2, "tallow")
    assert str(missing) in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text": 3}', "text: should be a string"),
        ('{"text": "a", "title": ["b"]}', "title: should be a string"),
        ('{"text": "a", "published": "2026-02-30"}', "published: '2026-02-30' is no day such as 2026-01-31"),
        ('{"title": "a"}', "text: is missing"),
        ("[]", "should be one object"),
        ("{", "no JSON"),
        ("[" * 100_000, "nested too deeply"),
        (f'{{"text": "{"a" * MAX_DOCUMENT}"}}', "too large"),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_wrong_with_a_json_document_is_said_by_its_field(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "d.json").write_text(text)
    with pytest.raises(UsageError, match=re.escape(said)) as caught:
        list(local.extract_lines(tmp_path / "d.json"))
    assert str(caught.value).startswith(f"{tmp_path / 'd.json'}: ")


def test_settings_say_where_they_came_from(home: Home) -> None:
    shown = home.run("settings").stdout
    assert "NEWSLEDGER_HOST_DELAY" in shown
    assert "environment" in shown
    assert "default" in shown
