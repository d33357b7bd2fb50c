"""The guide in the pages: every paper shows, every link of it leads somewhere, and the search finds it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from suffice.core import guide
from suffice.core.models import Person
from suffice.engine.returns.remarks import REMARKS

pytestmark = pytest.mark.django_db


def test_the_search_leads_to_the_guide(leader: Person, signed_in: Callable[[Person], Client]) -> None:
    shown = signed_in(leader).get("/336/search/?q=withdraw+reason").content.decode()
    assert 'href="/guide/bringing-a-return/"' in shown
    assert "Bringing a return" in shown


@pytest.mark.parametrize("name", list(guide.papers()), ids=lambda name: name or "front page")
def test_a_page_of_the_guide_shows_its_paper_and_every_link_leads_somewhere(client: Client, name: str) -> None:
    response = client.get(guide.papers()[name].address)
    assert response.status_code == 200
    shown = response.content.decode()
    assert f">{guide.papers()[name].title}</h1>" in shown.replace("&#39;", "'")
    leads = re.findall(r'(?:href|src)="(/guide/[^"#]*)', shown)
    lost = [address for address in set(leads) if client.get(address).status_code != 200]
    assert not lost


@pytest.mark.parametrize("address", ["/guide/nobody-wrote-this/", "/guide/pictures/nothing.png", "/guide/../settings/"])
def test_what_is_not_in_the_guide_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_guide_says_what_to_do_about_everything_that_reading_may_find(client: Client) -> None:
    shown = html.unescape(client.get("/guide/when-a-file-is-wrong/").content.decode())
    unsaid = [remark.code for remark in REMARKS.values() if remark.meaning not in shown]
    assert not unsaid
