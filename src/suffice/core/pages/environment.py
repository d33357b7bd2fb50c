from __future__ import annotations

from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from jinja2.runtime import Context

from suffice.core.pages import addresses, forms, words


def environment(**options: Any) -> jinja2.Environment:
    """Return the engine of our pages: the rooms' templates, the GOV.UK components, and how we write figures."""
    loader = jinja2.ChoiceLoader(
        [
            options.pop("loader"),
            jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    made = jinja2.Environment(  # noqa: S701 - Django's backend passes autoescape, on, among the options
        loader=loader, trim_blocks=True, lstrip_blocks=True, **options
    )
    made.globals |= {"static": static, "url": url, "here": here}
    made.filters |= {
        "number": words.number,
        "per_cent": words.per_cent,
        "pounds": words.pounds,
        "money": words.money,
        "day": words.day,
        "moment": words.moment,
        "counted": words.counted,
        "listed": words.listed,
        "kind": forms.kind,
        "attribute": forms.attribute,
        "choices": forms.choices,
        "problems": forms.problems,
        "as_doors": forms.as_doors,
    }
    return made


def url(name: str, **kwargs: Any) -> str:
    """Return the address of a page that belongs to no authority."""
    return reverse(name, kwargs=kwargs)


@jinja2.pass_context
def here(context: Context, name: str, **kwargs: Any) -> str:
    """Return the address of a page of the authority that the reader is at."""
    return addresses.here(context["request"].authority, name, **kwargs)
