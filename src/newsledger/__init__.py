"""newsledger: news in, facts out, in SQL. The work itself, in plain Python; Prefect is never imported here."""

__version__ = "0.1.0"
