"""What ``safe_text`` promises, text by text."""

from __future__ import annotations

import html

import pytest
from folium.template import Template
from hypothesis import given
from hypothesis import strategies as st

from router.drawing.safe import safe_text, shortened
from tests.unit.drawing.payloads import PAYLOADS

FORBIDDEN = set("<>\"'`$\\{}\n\r\t\0\u2028\u2029\u202e\u2066")

every_payload = pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())


@every_payload
def test_nothing_that_a_template_a_tag_or_a_script_reads_is_left(text: str) -> None:
    assert not FORBIDDEN & set(safe_text(text))


@every_payload
def test_jinja_renders_an_encoded_text_as_itself(text: str) -> None:
    assert Template(safe_text(text)).render() == safe_text(text)


@every_payload
def test_an_encoded_text_can_be_written_as_utf_8(text: str) -> None:
    assert safe_text(text).encode("utf-8")


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cf", "Cn"])))
def test_a_browser_shows_the_text_as_it_was(text: str) -> None:
    assert html.unescape(safe_text(text)) == text


@given(st.text(st.characters(), max_size=40))
def test_no_text_at_all_keeps_a_dangerous_character(text: str) -> None:
    encoded = safe_text(text)
    assert not FORBIDDEN & set(encoded)
    assert Template(encoded).render() == encoded


def test_every_character_is_encoded_as_stated() -> None:
    # escape() writes the five of HTML; the six of templates and scripts become numbers.
    assert safe_text("&<>\"'") == "&amp;&lt;&gt;&quot;&#x27;"
    assert safe_text("`$\\{}") == "&#96;&#36;&#92;&#123;&#125;"
    assert safe_text("a\tb\nc") == "a&#9;b&#10;c"
    assert safe_text("a\0b\u202ec\ud800") == "a&#65533;b&#65533;c\ufffd"


def test_names_in_any_script_stay_as_they_are() -> None:
    for name in ("陈小姐", "عبد الله", "Åsa Öberg", "👩‍👧 Mäkinen"):
        assert safe_text(name) == name


def test_a_label_is_cut_to_one_line_before_it_is_encoded() -> None:
    assert shortened("a\n b\t c") == "a b c"
    assert shortened("abcdef", 4) == "abc…"
    assert safe_text(shortened("<" * 9, 3)) == "&lt;&lt;…"
