"""Settings: the only reader of the environment. One flat class, `NEWSLEDGER_` before each name, and a `.env` file."""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from newsledger import urls
from newsledger.errors import UsageError

CHECKOUT = Path(__file__).resolve().parents[2]
PREFIX = "NEWSLEDGER_"
_ENDPOINT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/@\[\]]+):([0-9]{1,5})")


class Settings(BaseSettings):
    """Every setting with its default. Relative paths from the environment count from the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, allow_inf_nan=False
    )

    home: Path = Field(CHECKOUT / "data", description="where all state lives")
    sources: Path = Field(CHECKOUT / "seeds" / "sources.yaml", description="the sources file")
    entities: Path | None = Field(None, description="the entities file; else entities.yaml beside the sources file")
    user_agent: str = Field(
        f"newsledger/{version('newsledger')} (news monitoring; set NEWSLEDGER_USER_AGENT to say who you are)",
        description="sent with every request; say how to reach you",
        min_length=1,
    )
    allow_private: str = Field("", description="comma list of host:port that may be private or loopback addresses")
    workers: int = Field(
        max(1, os.cpu_count() or 1), description="processes that parse, clean and extract", ge=1, le=256
    )
    host_delay: float = Field(1.0, description="seconds between starts of requests on a host", ge=0)
    host_time: float = Field(600.0, description="seconds a run gives a host; what is left waits for the next", gt=0)
    per_host: int = Field(2, description="requests open at once on a host", ge=1)
    proxy: str | None = Field(None, description="http address of a proxy for all requests; HTTP_PROXY is not read")
    tolerate: float = Field(
        0.25,
        description="a run exits 1 when more than this share of its pages and documents, and at least five, fail",
        ge=0,
        le=1,
    )
    timeout: float = Field(30.0, description="seconds a request may take in all", gt=0)
    max_bytes: int = Field(10 * 1024 * 1024, description="decoded bytes of a page, feed or document at most", gt=0)
    worker_memory: int = Field(
        2 * 1024**3,
        description="bytes a worker process may allocate; a page that needs more is given up",
        ge=512 * 1024**2,
    )
    concurrency: int = Field(64, description="requests open at once over all hosts", ge=1)
    deadline: float = Field(20.0, description="seconds a page may take to clean or to extract", gt=0)
    batch: int = Field(50, description="pages a task", ge=1)
    load_every: int = Field(500, description="pages a load step", ge=1)
    max_attempts: int = Field(4, description="fetches of an article before it is given up", ge=1)
    db_wait: float = Field(60.0, description="seconds to wait for whoever holds the working file", ge=0)
    run_wait: float = Field(900.0, description="seconds to wait for another run to end", ge=0)

    @field_validator("home", "sources", "entities", "user_agent", mode="before")
    @classmethod
    def _filled(cls, value: Any) -> Any:
        if not str(value).strip():
            raise ValueError("is empty")
        return value

    @field_validator("user_agent")
    @classmethod
    def _one_line(cls, text: str) -> str:
        if not text.isprintable():
            raise ValueError("has control characters, which no header may have")
        return text

    @field_validator("proxy")
    @classmethod
    def _http(cls, url: str | None) -> str | None:
        if url and not urls.is_http(url):
            raise ValueError("is not an http(s) url")
        return url or None

    @field_validator("allow_private")
    @classmethod
    def _endpoints(cls, text: str) -> str:
        wrong = [part for part in _parts(text) if not _is_endpoint(part)]
        if wrong:
            raise ValueError(f"is not host:port: {wrong[0]}")
        return text

    @field_validator("home", "sources", "entities")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path and path.expanduser().absolute()

    @property
    def entities_file(self) -> Path | None:
        """The entities file: the one that is set, which has to be there, else the one beside the sources file, if any."""
        beside = self.sources.with_name("entities.yaml")
        return self.entities or (beside if beside.exists() else None)

    @property
    def state_file(self) -> Path:
        """The working database; only a load step holds it."""
        return self.home / "state.duckdb"

    @property
    def published_file(self) -> Path:
        """The copy that analysts open."""
        return self.home / "news.duckdb"

    @property
    def raw_dir(self) -> Path:
        """The raw store."""
        return self.home / "raw"

    @cached_property
    def private_hosts(self) -> frozenset[str]:
        """The host:port pairs of `allow_private`."""
        return frozenset(_parts(self.allow_private))


def load(**given: Any) -> Settings:
    """Settings from flags (`given`, None means not given), environment, `.env` and defaults, in this order.

    Raises UsageError naming the setting that cannot be."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except (UnicodeDecodeError, OSError) as error:
        raise UsageError(f".env: cannot be read: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{name}: {first['msg'].removeprefix('Value error, ')} (got {first.get('input')!r})") from None


def origins(settings: Settings, **given: Any) -> list[tuple[str, Any, str, str]]:
    """(variable, value, flag | environment | .env | default, what it is) for each setting and each that is none."""
    file = DotEnvSettingsSource(Settings)
    environment, dotenv = EnvSettingsSource(Settings)(), file()
    rows = []
    for name, info in Settings.model_fields.items():
        origin = (
            "flag"
            if given.get(name) is not None
            else "environment"
            if name in environment
            else ".env"
            if name in dotenv
            else "default"
        )
        rows.append((PREFIX + name.upper(), getattr(settings, name), origin, info.description or ""))
    return [*rows, *_unknown("environment", os.environ), *_unknown(".env", file.env_vars)]


def _unknown(origin: str, variables: Mapping[str, str | None]) -> list[tuple[str, Any, str, str]]:
    """Variables that look like settings: typing slips, and what an older release knew."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = {name.upper(): value for name, value in variables.items()}
    named = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    return [(name, given[name], origin, "unknown: no setting has this name") for name in named]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _is_endpoint(text: str) -> bool:
    """True for host:port, an IPv6 address with or without brackets."""
    found = _ENDPOINT.fullmatch(text)
    if not found or not 0 < int(found[2]) < 65536:
        return False
    try:
        return ":" not in found[1] or bool(ipaddress.IPv6Address(found[1].strip("[]")))
    except ValueError:
        return False


def prepare_prefect(settings: Settings) -> None:
    """Point Prefect at an embedded server of our own, unless a server is named. Call before importing it."""
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    if not names_server():
        folder = settings.home / "prefect"
        try:
            folder.mkdir(parents=True, exist_ok=True)  # its server does not make it and says little where it is missing
        except OSError as error:
            raise UsageError(f"{folder}: cannot be made ({error.strerror}); set NEWSLEDGER_HOME") from None
        os.environ["PREFECT_HOME"] = str(folder)
        # the first start makes a database and, on a small machine, needs more than Prefect's 20 s
        os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
        os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "ERROR")


def names_server() -> bool:
    """True when PREFECT_API_URL or the active Prefect profile names a server."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    path = Path(os.environ.get("PREFECT_PROFILES_PATH", home / "profiles.toml"))
    try:
        profiles = tomllib.loads(path.read_text())
    except (OSError, tomllib.TOMLDecodeError):
        return False
    active = os.environ.get("PREFECT_PROFILE", profiles.get("active"))
    return bool(profiles.get("profiles", {}).get(active, {}).get("PREFECT_API_URL"))
