"""Settings: flags before environment before .env before defaults, and errors that name the setting."""

from pathlib import Path

import pytest

from newsledger import settings
from newsledger.errors import UsageError


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"NEWSLEDGER_{name.upper()}", raising=False)


def test_each_value_tells_where_it_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("NEWSLEDGER_WORKERS=3\nNEWSLEDGER_TIMEOUT=9\n")
    monkeypatch.setenv("NEWSLEDGER_TIMEOUT", "7")
    loaded = settings.load(home=tmp_path / "h")
    told = {row[0]: (row[1], row[2]) for row in settings.origins(loaded, home=tmp_path / "h")}
    assert told["NEWSLEDGER_WORKERS"] == (3, ".env")
    assert told["NEWSLEDGER_TIMEOUT"] == (7.0, "environment")
    assert told["NEWSLEDGER_HOME"] == (tmp_path / "h", "flag")
    assert told["NEWSLEDGER_TOLERATE"] == (0.25, "default")


def test_a_bad_value_names_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_TOLERATE", "lots")
    with pytest.raises(UsageError, match=r"NEWSLEDGER_TOLERATE.*lots"):
        settings.load()


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("PROXY", "foo", "is not an http"),
        ("PROXY", "socks5://127.0.0.1:1", "is not an http"),
        ("PROXY", "http://127.0.0.1:99999", "is not an http"),
        ("ALLOW_PRIVATE", "127.0.0.1:80,localhost", "is not host:port: localhost"),
        ("ALLOW_PRIVATE", "localhost:http", "is not host:port"),
        ("ALLOW_PRIVATE", "localhost:70000", "is not host:port"),
        ("ALLOW_PRIVATE", "http://localhost:80", "is not host:port"),
        ("ALLOW_PRIVATE", "::1", "is not host:port"),
        ("ALLOW_PRIVATE", ":80", "is not host:port"),
        ("USER_AGENT", "a\r\nCookie: b", "control characters"),
        ("USER_AGENT", " ", "is empty"),
        ("HOST_DELAY", "inf", "finite"),
        ("TIMEOUT", "inf", "finite"),
        ("HOME", "", "is empty"),
        ("SOURCES", " ", "is empty"),
    ],
)
def test_what_cannot_work_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str, problem: str) -> None:
    monkeypatch.setenv(f"NEWSLEDGER_{name}", value)
    with pytest.raises(UsageError, match=f"^NEWSLEDGER_{name}: .*{problem}"):
        settings.load()


def test_what_can_work_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_ALLOW_PRIVATE", "[::1]:80,::1:8080,news.local:443")
    monkeypatch.setenv("NEWSLEDGER_PROXY", "http://me:secret@127.0.0.1:3128")
    assert len(settings.load().private_hosts) == 3
    monkeypatch.setenv("NEWSLEDGER_PROXY", "")
    assert settings.load().proxy is None


def test_a_variable_that_no_setting_has_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_WORKER", "3")
    Path(".env").write_text("NEWSLEDGER_HOST_DELEY=9\nOTHER=1\n")
    told = [row for row in settings.origins(settings.load()) if row[3].startswith("unknown")]
    assert [row[:3] for row in told] == [
        ("NEWSLEDGER_WORKER", "3", "environment"),
        ("NEWSLEDGER_HOST_DELEY", "9", ".env"),
    ]


def test_an_env_file_that_is_not_utf8_is_named() -> None:
    Path(".env").write_bytes(b"NEWSLEDGER_WORKERS=3 # gr\xfcn\n")
    with pytest.raises(UsageError, match=r"\.env: cannot be read: .*utf-8"):
        settings.load()


def test_private_hosts_are_a_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_ALLOW_PRIVATE", "127.0.0.1:80, localhost:8080,")
    assert settings.load().private_hosts == {"127.0.0.1:80", "localhost:8080"}


def test_a_profile_that_names_a_server_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_PROFILES_PATH", str(tmp_path / "profiles.toml"))
    assert not settings.names_server()
    (tmp_path / "profiles.toml").write_text(
        'active = "team"\n[profiles.team]\nPREFECT_API_URL = "http://127.0.0.1:4200/api"\n'
    )
    assert settings.names_server()
    monkeypatch.setenv("PREFECT_PROFILE", "other")
    assert not settings.names_server()


def test_the_entities_file_lies_beside_the_sources_unless_it_is_set(tmp_path: Path) -> None:
    sources = tmp_path / "mine" / "sources.yaml"
    assert settings.load(sources=sources).entities_file is None
    sources.parent.mkdir()
    (sources.parent / "entities.yaml").touch()
    assert settings.load(sources=sources).entities_file == sources.parent / "entities.yaml"
    assert settings.load(sources=sources, entities="e.yaml").entities_file == tmp_path / "e.yaml"
