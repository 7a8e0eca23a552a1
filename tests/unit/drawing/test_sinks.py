"""Every text of a plan, in every place of every page, stays text."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.unit.drawing.payloads import EVALUATED, PAYLOADS
from tests.unit.drawing.structure import Structure, pages_with

every_payload = pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())
every_language = pytest.mark.parametrize("lang", ["en", "zh"])


@cache
def harmless(lang: str) -> dict[str, Structure]:
    return {name: Structure(page) for name, page in pages_with("plain", lang).items()}


@every_language
@every_payload
def test_a_page_has_the_same_tags_whatever_the_texts_say(text: str, lang: str) -> None:
    for name, page in pages_with(text, lang).items():
        tags, usual = Structure(page).tags, harmless(lang)[name].tags
        if not text.strip():  # an empty name or note has no element of its own
            tags, usual = sorted(set(tags)), sorted(set(usual) & set(tags))
        assert tags == usual, name


@every_payload
def test_nothing_is_evaluated_in_python(text: str) -> None:
    for page in pages_with(text).values():
        assert EVALUATED not in page


@every_language
@every_payload
def test_a_script_holds_no_text_that_could_end_its_string(text: str, lang: str) -> None:
    for name, page in pages_with(text, lang).items():
        scripts = Structure(page).scripts
        assert len(scripts) == len(harmless(lang)[name].scripts)
        if not scripts:  # a page to read
            continue
        # Template literals are folium's tips: their ticks come in pairs and hold no ${.
        drawn = scripts[-1]
        assert drawn.count("`") % 2 == 0
        assert "${" not in drawn


@every_payload
def test_links_lead_into_the_folder_to_a_point_or_within_the_page(text: str) -> None:
    for page in pages_with(text).values():
        for link in Structure(page).links:
            assert re.match(r"\./|#|geo:-?[\d.]+,-?[\d.]+\?q=-?[\d.]+,-?[\d.]+$|data:,$", link)


def test_the_texts_do_reach_the_pages() -> None:
    # The guard of this file: a sink that shows nothing would pass every test above.
    overview, agent, index, compliance, period = pages_with("Zebra<9>").values()
    shown = "Zebra&lt;9&gt;"
    assert Structure(index).text.count("Zebra<9>") > 30
    assert Structure(agent).text.count("Zebra<9>") > 20
    assert Structure(compliance).text.count("Zebra<9>") > 100
    assert Structure(period).text.count("Zebra<9>") > 60
    for page in (overview, agent, index):
        assert shown in page
        # In scripts the ampersand of an entity is itself written as \u0026.
        assert "Zebra\\u0026lt;9\\u0026gt;" in page
