"""A database by its own driver: SQL as text with "?" where values stand, rows as tuples, and connections kept open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

TOGETHER = 500  # values in one statement

Row = Any
"""A row of a result, a tuple."""


class DamagedError(Exception):
    """What is there cannot be what was written."""


def marks(values: Sequence[Any]) -> str:
    """Return as many marks as there are values, for a list in brackets."""
    return ", ".join("?" * len(values))


def next_key(connection: "Connection", table: str, key: str = "key") -> int:
    """Return the key after the largest of a table; only one program writes at a time."""
    return int(connection.one(f"SELECT coalesce(max({key}), 0) FROM {table}")) + 1


class Connection:
    """A transaction that is open. `driver` is a connection of sqlite3 or psycopg, `mark` what stands for a value."""

    def __init__(self, driver: Any, mark: str = "?") -> None:
        self.driver = driver
        self._mark = mark

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows that a statement finds."""
        rows: list[Row] = self.driver.execute(self._said(sql), values).fetchall()
        return rows

    def first(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None."""
        return self.driver.execute(self._said(sql), values).fetchone()

    def column(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the first value of each row."""
        return [row[0] for row in self.all(sql, values)]

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first value of the first row; raise `DamagedError` without one."""
        row = self.first(sql, values)
        if row is None:
            raise DamagedError(sql)
        return row[0]

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Change something."""
        self.driver.execute(self._said(sql), values)

    def each(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Change something for each of some rows of values."""
        if rows:
            self.driver.cursor().executemany(self._said(sql), rows)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows, which all have the same columns."""
        if rows:
            names = tuple(rows[0])
            sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks(names)})"
            self.each(sql, [tuple(map(row.__getitem__, names)) for row in rows])

    def delete(self, table: str, column: str, values: Sequence[Any]) -> None:
        """Drop the rows whose column holds one of some values, however many these are."""
        for at in range(0, len(values), TOGETHER):
            some = values[at : at + TOGETHER]
            self.run(f"DELETE FROM {table} WHERE {column} IN ({marks(some)})", some)

    def update(self, table: str, columns: Mapping[str, Any], key: str, value: Any) -> None:
        """Write columns of the row whose `key` holds a value."""
        given = ", ".join(f"{name} = ?" for name in columns)
        self.run(f"UPDATE {table} SET {given} WHERE {key} = ?", [*columns.values(), value])

    def _said(self, sql: str) -> str:
        return sql if self._mark == "?" else sql.replace("?", self._mark)


class Pool:
    """Connections that are open and not in use, for as many threads as there are."""

    def __init__(self, connect: Callable[[], Any], usable: Callable[[Any], bool] = lambda _: True) -> None:
        self._connect, self._usable = connect, usable
        self._idle: list[Any] = []

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """Lend a connection on which no transaction is open."""
        connection = self._taken()
        try:
            yield connection
        finally:
            self._idle.append(connection)

    @contextmanager
    def transaction(self, begin: Callable[[Any], None]) -> Iterator[Any]:
        """Lend one on which `begin` began a transaction, which is kept as a whole, or not at all."""
        with self.lent() as connection:
            try:
                begin(connection)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(Exception):  # what led here is being raised
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close those that are not in use."""
        while self._idle:
            self._idle.pop().close()

    def _taken(self) -> Any:
        while self._idle:
            if self._usable(connection := self._idle.pop()):
                return connection
        return self._connect()
