"""Small pieces of HTML."""

from __future__ import annotations

import pytest

from router.drawing.markup import file_link, join, tag
from router.drawing.safe import Html, safe_text


def test_attribute_values_are_encoded_and_none_leaves_one_out() -> None:
    made = tag("p", Html("x"), class_='a"b', data_label="<", id=None)
    assert made == '<p class="a&quot;b" data-label="&lt;">x</p>'


def test_a_void_element_has_no_end() -> None:
    assert tag("br") == "<br>"


def test_a_separator_is_encoded_too() -> None:
    assert join([Html("a"), Html("b")], "<") == "a&lt;b"


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("map-A1.html", "./map-A1.html"),
        ("maps/a b.html", "./maps/a%20b.html"),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ("//host/x", "./host/x"),
        ("地图.html", "./%E5%9C%B0%E5%9B%BE.html"),
        ("a\ud800", "./a%3F"),
        ("x?y#z", "./x%3Fy%23z"),
    ],
)
def test_a_file_link_stays_in_the_folder(name: str, link: str) -> None:
    assert file_link(name) == link
    assert safe_text(link) == link
