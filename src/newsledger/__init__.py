"""newsledger: news in, facts out, in SQL. The work itself, in plain Python; Prefect is never imported here."""

from pathlib import Path

__version__ = "0.1.0"


def _refuse_stale_copy(package: Path) -> None:
    """The copy that `make compiled` left in build/ is of use only as long as it is of the sources beside it."""
    build = package.parent
    if build.name != "build":
        return
    made, sources = build / ".ready", build.parent / "src" / package.name
    since = made.stat().st_mtime if made.exists() else 0.0
    newer = (p for p in sources.rglob("*") if p.suffix != ".pyc" and p.is_file() and p.stat().st_mtime > since)
    if (edited := next(newer, None)) is not None:
        raise ImportError(
            f"{edited} is newer than the compiled copy in {build}: run `make compiled`, or unset PYTHONPATH"
        )


_refuse_stale_copy(Path(__file__).resolve().parent)
