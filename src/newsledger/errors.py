"""The errors that stop something. Each names its url, path or id; what a run can survive is a `records.Failure`."""


class NewsledgerError(Exception):
    """Base of every error raised on purpose; its text is fit to show to the person who runs the command."""


class UsageError(NewsledgerError):
    """The command was asked for something that cannot be: exit status 2, nothing done."""


class SourcesError(UsageError):
    """A sources or entities file that cannot be trusted. `str()` gives `file:line: key: what is wrong`.

    `line` is None where there is no file to have lines."""

    def __init__(self, path: object, line: int | None, key: str, problem: str) -> None:
        super().__init__(f"{path}:{line}: {key}: {problem}" if line else f"{path}: {problem}")
        self.path, self.line, self.key, self.problem = path, line, key, problem


class WarehouseError(NewsledgerError):
    """The warehouse could not be opened, migrated or written; the message names the file."""


class RawMissingError(NewsledgerError):
    """A page's bytes are not in the raw store under the hash that the ledger names."""
