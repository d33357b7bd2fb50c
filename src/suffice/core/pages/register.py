"""A register: a table that can be filtered, sorted, paged and taken away, declared once and used on any page.

PEOPLE = Register(
    name="people", caption="People", noun=("person", "people"),
    columns=(Column("name", "Name", lambda one: one.name, sort="name"), ...),
    filters=(Choice("state", "State", (("here", "Here"), ("left", "Left")), apply=by_state),),
    order="name",
)

sheet = PEOPLE.sheet(request, queryset_or_list)
if taken := sheet.download():          # ?download=csv or ?download=xlsx
    return taken
return render(request, "room/page.html", {"sheet": sheet})     # {{ register(sheet) }}
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from suffice.core.pages import takeaway, words
from suffice.core.pages.takeaway import Cell

Rows = QuerySet[Any] | Sequence[Any]
Apply = Callable[[Any, str], Any]
_RESERVED = {"sort", "page", "download"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading (units included), how to read its value, and how it is shown.

    Attributes:
        key: its name in addresses and downloads.
        heading: what stands above it.
        value: gives the plain value of a row, for sorting a list and for downloads.
        shown: gives what the page shows; the value as words when None.
        sort: the field that orders a queryset by it; "" when a list is sorted by its value; None when not sortable.
        link: gives where the cell leads; None for plain text.
        numeric: whether it is set to the right.
    """

    key: str
    heading: str
    value: Callable[[Any], Cell]
    shown: Callable[[Any], str] | None = None
    sort: str | None = None
    link: Callable[[Any], str] | None = None
    numeric: bool = False

    def text(self, row: Any) -> str:
        """Return what the page shows for a row."""
        return self.shown(row) if self.shown else takeaway.as_words(self.value(row))


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One way to see fewer rows: a box to type in, or a choice when `choices` are given."""

    key: str
    label: str
    apply: Apply
    choices: Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]] = ()
    kind: str = "text"

    def options(self) -> Sequence[tuple[str, str]]:
        """Return the choices as they are now."""
        return self.choices() if callable(self.choices) else self.choices


@dataclass(frozen=True, kw_only=True)
class Register:
    """What a register is; `sheet` makes one of it for a request.

    Attributes:
        name: names the downloaded file, and the table on a page with several (its parameters then begin ``name-``).
        caption: the table's caption.
        noun: one and many: ("event", "events").
        order: the column by which rows are first sorted, with - in front for the other way round.
        alone: False when the page holds several registers.
        also: columns that a download holds after those of the page, which says the same in fewer.
    """

    name: str
    caption: str
    noun: tuple[str, str]
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    order: str = ""
    per_page: int = 50
    empty: str = ""
    alone: bool = True
    also: Sequence[Column] = ()

    def __post_init__(self) -> None:
        keys = [one.key for one in self.columns]
        if taken := _RESERVED.intersection(one.key for one in self.filters):
            raise ValueError(f"A filter of {self.name} may not be called {taken}.")
        if self.order and self.order.removeprefix("-") not in keys:
            raise ValueError(f"{self.name} has no column {self.order.removeprefix('-')} to be sorted by.")

    def sheet(self, request: HttpRequest, rows: Rows) -> Sheet:
        """Return the rows as this request wants to see them."""
        return Sheet(self, request, rows)


class Sheet:
    """A register's rows, filtered and sorted as a request asks."""

    def __init__(self, register: Register, request: HttpRequest, rows: Rows) -> None:
        self.register = register
        self.request = request
        self._before = "" if register.alone else f"{register.name}-"
        self.asked = {one.key: self._get(one.key) for one in register.filters}
        self._rows = rows

    @cached_property
    def all(self) -> Any:
        """Every row that the filters let through, in order: a queryset, or a list."""
        rows: Any = self._rows
        for one in self.register.filters:
            if self.asked[one.key]:
                rows = one.apply(rows, self.asked[one.key])
        return self._sorted(rows)

    @cached_property
    def count(self) -> int:
        return self.all.count() if isinstance(self.all, QuerySet) else len(self.all)

    @property
    def sentence(self) -> str:
        """How many rows there are, and which are shown."""
        first = (self.page - 1) * self.register.per_page
        counted = words.counted(self.count, *self.register.noun)
        if self.pages < 2:
            return f"{counted}."
        return f"{counted}; {words.number(first + 1)} to {words.number(first + len(self.rows))} are shown."

    @cached_property
    def pages(self) -> int:
        return max(1, -(-self.count // self.register.per_page))

    @cached_property
    def page(self) -> int:
        asked = self._get("page")
        return min(self.pages, max(1, int(asked))) if asked.isdecimal() and len(asked) < 9 else 1

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of the page that is shown."""
        first = (self.page - 1) * self.register.per_page
        return list(self.all[first : first + self.register.per_page])

    @cached_property
    def sorted_by(self) -> tuple[Column | None, bool]:
        """The column that orders the rows, and whether from high to low."""
        asked = self._get("sort") or self.register.order
        key = asked.removeprefix("-")
        return next((one for one in self.register.columns if one.key == key and one.sort is not None), None), (
            asked.startswith("-")
        )

    def direction(self, column: Column) -> str:
        """Return aria-sort of a column: ascending, descending or none."""
        by, down = self.sorted_by
        return "none" if by is not column else "descending" if down else "ascending"

    def sort_address(self, column: Column) -> str:
        """Return where a click on a heading leads: sorted by it, or the other way round."""
        return self._address(sort=f"-{column.key}" if self.direction(column) == "ascending" else column.key)

    def page_address(self, page: int) -> str:
        return self._address(page=str(page), sort=self._get("sort"))

    def download_address(self, kind: str) -> str:
        return self._address(download=kind, sort=self._get("sort"))

    def carried(self) -> list[tuple[str, str]]:
        """Return what the filter form must carry along: everything asked for that it does not itself ask."""
        own = {self._before + one.key for one in self.register.filters} | {self._before + "page"}
        return [(key, str(value)) for key, value in self.request.GET.items() if key not in own]

    @property
    def parameter(self) -> str:
        """What stands before the names of this register's parameters."""
        return self._before

    @property
    def filtered(self) -> bool:
        return any(self.asked.values())

    @property
    def bare_address(self) -> str:
        """The address without this register's filters."""
        return self._address(filters=False)

    def download(self) -> HttpResponse | None:
        """Return the whole table as a file when the request asks for one."""
        kind = self._get("download")
        if not kind:
            return None
        if kind not in takeaway.KINDS:
            raise Http404
        columns = (*self.register.columns, *self.register.also)
        table = takeaway.Table(
            name=self.register.name,
            title=self.register.caption,
            headings=[one.heading for one in columns],
            rows=[[one.value(row) for one in columns] for row in self.all],
        )
        return takeaway.response(table, kind)

    def _sorted(self, rows: Any) -> Any:
        by, down = self.sorted_by
        if by is None:
            return rows
        if isinstance(rows, QuerySet):
            field = F(by.sort or by.key)
            ordered = field.desc(nulls_last=True) if down else field.asc(nulls_last=True)
            return rows.order_by(ordered, "-pk" if down else "pk")
        known = [row for row in rows if by.value(row) is not None]
        unknown = [row for row in rows if by.value(row) is None]
        return sorted(known, key=by.value, reverse=down) + unknown  # type: ignore[arg-type]

    def _get(self, key: str) -> str:
        return self.request.GET.get(self._before + key, "").replace("\0", "").strip()  # no database looks for a null

    def _address(self, *, filters: bool = True, **asked: str) -> str:
        mine = {**(self.asked if filters else {}), **asked}
        others = [
            (key, value)
            for key, value in self.request.GET.items()
            if not self.register.alone and not key.startswith(self._before)
        ]
        query = urlencode([*others, *((self._before + key, value) for key, value in mine.items() if value)])
        return f"{self.request.path}?{query}" if query else self.request.path
