"""Options and arguments that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def _path(text: str) -> Path:
    if not text.strip():  # Path("") would be the working directory
        raise typer.BadParameter("is empty")
    return Path(text)


Home = Annotated[
    Path | None, typer.Option("--home", parser=_path, metavar="PATH", help="Where all state lives (NEWSLEDGER_HOME).")
]
Sources = Annotated[
    Path | None, typer.Option("--sources", parser=_path, metavar="PATH", help="The sources file (NEWSLEDGER_SOURCES).")
]
Format = Annotated[Literal["table", "csv", "json", "parquet"], typer.Option("--format", help="How to print the rows.")]
Files = Annotated[list[Path], typer.Argument(help="Local files.", show_default=False)]
