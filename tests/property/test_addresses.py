"""Whatever is written, nothing of it is lost, and reading it never fails."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from router.domain.address_parts import PART_NAMES
from router.geocoding.parsing import parse_address

# Text that looks like an address: the words that the grammar knows, in any order.
VOCABULARY = """
    浙江省 杭州市 杭州 西湖区 西湖 高新区 闸北区 翠苑街道 分水镇 王家村 文三路 文三路二段 中山路
    G320国道 88弄 12支弄 12号 甲8号 8号附3号 12-14号 12之1 十二号 翠苑小区 二期 A区 大厦 3幢
    三号楼 3#楼 A座 2单元 5楼 负一楼 B1层 1201室 一二〇一室 12-3-402 3-501 3组 与学院路交叉口 东50米
    工商银行对面 （近学院路） （三楼） 张三收 13800001111 310012 臺北市 信義路五段 ７號 Main St
    Apt 4B     Helsinki 00170 , ， 、 - / ( ) （ 之 附 号 第 无号 №12 #3 ⑩ ㎡
"""
WORDS = st.sampled_from([*VOCABULARY.split(), " ", "\u3000", "\n"])
ADDRESSISH = st.lists(WORDS, max_size=12).map("".join)


def rejoined(text: str) -> str:
    return "".join(piece.written for piece in parse_address(text).pieces)


@settings(max_examples=400)
@given(st.text(max_size=60))
@example("")
@example("(")
@example("\x00號")
@example("ﷺ路12号")
def test_any_text_is_kept_whole(text: str) -> None:
    assert rejoined(text) == text


@settings(max_examples=600)
@given(ADDRESSISH)
def test_any_jumble_of_address_words_is_kept_whole(text: str) -> None:
    assert rejoined(text) == text


@settings(max_examples=300)
@given(ADDRESSISH)
def test_every_character_that_counts_is_in_a_part_or_in_rest(text: str) -> None:
    parts = parse_address(text)
    kinds = {piece.part for piece in parts.pieces}
    assert kinds <= set(PART_NAMES)
    # A piece of some part means that the part is filled, and the other way round.
    for name in PART_NAMES:
        if name != "rest":
            assert (name in kinds) == bool(getattr(parts, name)), name


@settings(max_examples=300)
@given(ADDRESSISH)
def test_known_names_change_where_a_name_ends_but_lose_nothing(text: str) -> None:
    parts = parse_address(text, lexicon={"文三路", "翠苑小区", "西湖翠苑"})
    assert "".join(piece.written for piece in parts.pieces) == text
