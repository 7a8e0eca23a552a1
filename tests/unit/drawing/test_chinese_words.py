"""Every word of every page has a Chinese one, with the same gaps."""

from __future__ import annotations

import re

import pytest

from router.domain.places import PlaceType
from router.domain.plan import ReasonCode
from router.drawing import (
    figures_words,
    index_words,
    page_words,
    period_words,
    presence_words,
    proof_words,
    review_words,
    sheet_words,
)

PAGES = {
    "figures": figures_words.FIGURES_WORDS,
    "index": index_words.INDEX_WORDS,
    "page": page_words.PAGE_WORDS,
    "period": period_words.PERIOD_WORDS,
    "presence": presence_words.PRESENCE_WORDS,
    "proof": proof_words.WORDS,
    "review": review_words.WORDS,
    "sheet": sheet_words.SHEET_WORDS,
}
KEPT = {
    "csv", "corrections", "review", "router", "notices", "json", "JavaScript", "SHA",  # our own
    "Enter",  # a key
}  # fmt: skip
every_page = pytest.mark.parametrize("name", PAGES)


@every_page
def test_both_languages_have_the_same_words_with_the_same_gaps(name: str) -> None:
    english, chinese = PAGES[name]["en"], PAGES[name]["zh"]
    assert chinese.keys() == english.keys()
    for key, text in english.items():
        gaps = [set(re.findall(r"\{\w+\}", one)) for one in (text, chinese[key])]
        assert gaps[0] == gaps[1], key


@every_page
def test_a_chinese_word_has_no_english_in_it_and_no_western_punctuation(name: str) -> None:
    for key, text in PAGES[name]["zh"].items():
        bare = re.sub(r"\{\w+\}", "", text)
        assert set(re.findall(r"[A-Za-z]{3,}", bare)) <= KEPT, key
        # A comma, a colon or a bracket beside Chinese is a Chinese one.
        assert not re.search(r"[\u4e00-\u9fff][,:;()!?]|[,:;()!?][\u4e00-\u9fff]", bare), key


@pytest.mark.parametrize("name", ["page", "sheet", "index"])
def test_a_word_for_one_has_a_word_for_several(name: str) -> None:
    for words in PAGES[name].values():
        one = {key[:-2] for key in words if key.endswith("_1")}
        assert one == {key[:-2] for key in words if key.endswith("_n")}


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_has_a_short_chinese_name(code: ReasonCode) -> None:
    said = index_words.code_in("zh", code.value)
    assert re.fullmatch("[\u4e00-\u9fff]{3,6}", said)
    assert index_words.code_in("en", code.value) == code.value


@pytest.mark.parametrize("place", PlaceType)
def test_every_place_but_the_home_is_named_on_a_sheet(place: PlaceType) -> None:
    for lang in ("en", "zh"):
        named = f"place_{place.value}" in sheet_words.SHEET_WORDS[lang]
        assert named == (place is not PlaceType.HOME)
