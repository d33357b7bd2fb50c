from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from suffice.analyse.market.models import FileKind, Framework, Home, Kept, Places, Price, Provider
from suffice.analyse.market.models.kept import PLACEMENTS
from suffice.analyse.market.shelves import Shelf
from suffice.analyse.returns.forms import HALF_WAY
from suffice.core.models import Authority, Organisation
from suffice.core.pages.file_names import fits_on_a_disk
from suffice.engine.returns.population.authorities import every_authority

_DAY = {"invalid": "Give the day as 31/03/2022.", "required": "Give the day."}


def _day(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=_DAY,
    )


def _per_cent(label: str, hint: str, *, initial: int, least: int, most: int) -> forms.DecimalField:
    within = f"Give a percentage from {least} to {most}."
    return forms.DecimalField(
        label=label,
        help_text=hint,
        initial=initial,
        min_value=Decimal(least),
        max_value=Decimal(most),
        max_digits=5,
        decimal_places=2,
        error_messages={"required": within, "invalid": within, "min_value": within, "max_value": within},
    )


class RecordForm(forms.ModelForm[Any]):
    """A form of one register: what is typed is handed to an operation, which saves it."""

    SHARES: tuple[str, ...] = ()

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        for name in self.SHARES:
            if self.instance.pk:
                self.initial[name] = f"{getattr(self.instance, name) * 100:.2f}".rstrip("0").rstrip(".")
        if self.instance.pk:
            self._keep_to(self.instance)

    def _keep_to(self, record: Kept) -> None:
        for name in set(self.fields) - set(record.CHANGEABLE):
            del self.fields[name]

    def _post_clean(self) -> None:
        """Leave the record as it is: the operation sets its fields and checks it, and this form only reads."""

    def details(self) -> dict[str, Any]:
        """Return what was typed as the operations want it, percentages as shares."""
        return {
            name: value / 100 if name in self.SHARES else value
            for name, value in self.cleaned_data.items()
            if value is not None or self.instance.pk
        }


class ProviderForm(RecordForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        required=False,
        label="Whose people sign in here for it",
        empty_label="Nobody signs in for it",
        help_text="Its people then see its own homes, and nobody else's.",
    )

    class Meta:
        model = Provider
        fields = ["name", "kind", "company_number", "organisation", "note"]
        labels = {"name": "Name", "kind": "Kind of organisation", "company_number": "Company number", "note": "Note"}
        help_texts = {
            "company_number": "Eight figures or capital letters, where it has one.",
            "note": "For the council alone. No names of children or staff.",
        }
        error_messages = {"name": {"required": "Give its name."}, "kind": {"required": "Say what kind it is."}}


class HomeForm(RecordForm):
    provider = forms.ModelChoiceField(
        Provider.objects.none(), label="Provider", error_messages={"required": "Say who runs it."}
    )
    judged_on = _day("Day of the inspection", required=False, hint="Leave both out where it was not inspected yet.")

    class Meta:
        model = Home
        fields = [
            "provider",
            "name",
            "placement",
            "registration",
            "urn",
            "registered_places",
            "judgement",
            "judged_on",
            "area",
            "youngest",
            "oldest",
            "note",
        ]
        labels = {
            "name": "Name",
            "placement": "Kind of placement",
            "registration": "Registered as",
            "urn": "URN",
            "registered_places": "Registered places",
            "judgement": "Judgement",
            "area": "Authority in which it stands",
            "youngest": "Youngest age",
            "oldest": "Oldest age",
            "note": "Note",
        }
        help_texts = {
            "urn": "The inspectorate's number, where it has one.",
            "area": "Such as Wolverhampton: a home elsewhere counts as outside the area.",
            "note": "For the council alone. No names of children or staff.",
        }
        error_messages = {"name": {"required": "Give its name."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "provider", Provider.objects.filter(authority=self.authority, ended_at__isnull=True), "name")


class PlacesForm(RecordForm):
    SHARES = ("usable",)
    home = forms.ModelChoiceField(
        Home.objects.none(), label="Home or service", error_messages={"required": "Say where the places are."}
    )
    usable = _per_cent(
        "Usable share, per cent",
        "The part that can be used in the ordinary run of things: matching, notice, repairs.",
        initial=100,
        least=1,
        most=100,
    )
    framework = forms.ModelChoiceField(
        Framework.objects.none(), required=False, label="Framework or contract", empty_label="None"
    )
    begins = _day("First day")
    until = _day(
        "First day on which they cannot be used any more", required=False, hint="Leave it out while no end is known."
    )

    class Meta:
        model = Places
        fields = ["home", "holding", "framework", "number", "usable", "begins", "until", "note"]
        labels = {"holding": "How they are held", "number": "Places", "note": "Note"}
        help_texts = {"note": "For the council alone. No names of children or staff."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = {"authority": self.authority, "ended_at__isnull": True}
        _choose(self, "home", Home.objects.filter(**mine), "name")
        _choose(self, "framework", Framework.objects.filter(**mine), "name")


class PriceForm(RecordForm):
    SHARES = ("uplift", "uplift_spread")
    provider = forms.ModelChoiceField(
        Provider.objects.none(), required=False, label="Provider", empty_label="What this kind costs in general"
    )
    weekly = forms.DecimalField(
        label="Pounds a week",
        max_digits=9,
        decimal_places=2,
        error_messages={"required": "Give the pounds a week.", "invalid": "Give pounds and pence, such as 3830.00."},
    )
    begins = _day("First day", hint="A new price from a later day takes the place of this one from then on.")
    until = _day("First day on which it does not hold any more", required=False)
    uplift = _per_cent("Expected rise each April, per cent", "", initial=0, least=-50, most=50)
    uplift_spread = _per_cent(
        "Spread of that rise, per cent",
        "How far the rise may lie from that in an ordinary year, either way.",
        initial=0,
        least=0,
        most=50,
    )

    class Meta:
        model = Price
        fields = [
            "placement",
            "provider",
            "holding",
            "need",
            "weekly",
            "per_place",
            "begins",
            "until",
            "uplift",
            "uplift_spread",
            "source",
        ]
        labels = {
            "placement": "Kind of placement",
            "holding": "How the place is held",
            "need": "Level of need",
            "per_place": "Each place is paid for, whether a child lives there or not",
            "source": "Where the figure comes from",
        }
        help_texts = {
            "holding": "Leave it out where the price is the same however the place is held.",
            "need": "Leave it out where one price holds for all.",
            "source": "Such as: contract schedule of April 2026.",
        }
        error_messages = {"source": {"required": "Say where the figure comes from: every cost will repeat it."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Provider.objects.filter(authority=self.authority, ended_at__isnull=True)
        _choose(self, "provider", mine, "name")


class FrameworkForm(RecordForm):
    placements = forms.MultipleChoiceField(
        label="Kinds of placement",
        choices=PLACEMENTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of placement."},
    )
    begins = _day("First day")
    until = _day("First day after its end", required=False)

    class Meta:
        model = Framework
        fields = ["name", "run_by", "holding", "placements", "begins", "until", "note"]
        labels = {"name": "Name", "run_by": "Run by", "holding": "How places are held", "note": "Note"}
        help_texts = {"run_by": "The council, a region, a group of councils."}


class EndForm(forms.Form):
    on = _day(
        "First day on which it does not hold any more",
        hint="What was written down by mistake ends on its own first day, and so holds on no day.",
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Give a reason: whoever reads the record later needs it."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today.isoformat()


FORMS: dict[Shelf, type[RecordForm]] = {
    Shelf.PROVIDERS: ProviderForm,
    Shelf.HOMES: HomeForm,
    Shelf.PLACES: PlacesForm,
    Shelf.PRICES: PriceForm,
    Shelf.FRAMEWORKS: FrameworkForm,
}


def _choose(form: RecordForm, name: str, among: Any, order: str) -> None:
    """Give a select its choices, where the form still has it."""
    if name in form.fields:
        form.fields[name].queryset = among.order_by(order)  # type: ignore[attr-defined]


class BringForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it is",
        choices=FileKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the file is."},
    )
    chosen = forms.FileField(
        label="File",
        max_length=255,
        validators=[fits_on_a_disk],
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.json"}),
        help_text="A CSV file of at most 50 MB. It is kept as it is, and nothing in it is ever run.",
        error_messages={"required": "Choose the file."},
    )
    on = _day(
        "The day that it tells of",
        required=False,
        hint="For a placement census the census day; for a cost return the last day that its costs go up to.",
    )
    areas = forms.MultipleChoiceField(
        label="Authorities whose homes you want out of the inspectorate's list",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Homes where the accepted returns have placed a child are taken anyway.",
    )
    # The last field of the form: where it is missing, so is the end of what was sent.
    whole = forms.CharField(required=False, widget=forms.HiddenInput, initial="yes")

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].hints = _KIND_HINTS  # type: ignore[attr-defined]
        near = [one.name for one in every_authority() if one.region == authority.region] or [authority.name]
        self.fields["areas"].choices = [(name, name) for name in sorted(near)]  # type: ignore[attr-defined]
        self.fields["areas"].initial = [authority.name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.data.get("whole") != "yes":
            self.errors.clear()
            raise forms.ValidationError(HALF_WAY)
        kind = cleaned.get("kind")
        if kind and FileKind(kind).of_children and cleaned.get("on") is None and "on" not in self.errors:
            self.add_error("on", "Give the day that the file tells of: its rows do not say.")
        return cleaned


_KIND_HINTS = {
    FileKind.INSPECTORATE: "Provider level, as at 31 March, of any year: judgements, registered places, new homes.",
    FileKind.CAPACITY: "One row for each home's places: how many, from when, how they are held.",
    FileKind.PRICES: "One row for each price: what a week costs, from when.",
    FileKind.CENSUS: "One row for each placement with others on one day: places in use, and prices where three or more "
    "placements stand behind one.",
    FileKind.COSTS: "One row for each child's placement in a financial year, with what it cost.",
}
