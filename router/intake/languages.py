"""The languages of a cell become codes, so that a borrower and an agent are found to share one."""

from __future__ import annotations

import re

from router.intake.cells import flat, parse_list

__all__ = ["parse_languages"]

_CODES = {
    "zh": "chinese mandarin putonghua cmn 中文 汉语 普通话 国语 华语 kiina mandarin-chinese",
    "yue": "cantonese 粤语 广东话 广府话 白话",
    "wuu": "wu shanghainese 吴语 上海话",
    "nan": "hokkien taiwanese minnan southernmin 闽南语 闽南话 台语 潮汕话",
    "hak": "hakka 客家话 客家语",
    "bo": "tibetan 藏语",
    "ug": "uyghur uighur 维吾尔语 维语",
    "mn": "mongolian 蒙古语 蒙语",
    "en": "english 英语 英文 englanti engelska inglés ingles inglês",
    "fi": "finnish suomi 芬兰语 finska",
    "sv": "swedish svenska ruotsi 瑞典语",
    "no": "norwegian norsk nb nn 挪威语",
    "da": "danish dansk 丹麦语",
    "et": "estonian eesti 爱沙尼亚语",
    "lv": "latvian",
    "lt": "lithuanian",
    "de": "german deutsch saksa 德语",
    "fr": "french français francais ranska 法语",
    "nl": "dutch nederlands 荷兰语",
    "es": "spanish español espanol castellano espanja 西班牙语",
    "pt": "portuguese português portugues 葡萄牙语",
    "it": "italian italiano 意大利语",
    "ro": "romanian română romana 罗马尼亚语",
    "pl": "polish polski 波兰语",
    "el": "greek ελληνικά 希腊语",
    "ru": "russian русский venäjä 俄语",
    "uk": "ukrainian українська 乌克兰语",
    "tr": "turkish türkçe 土耳其语",
    "ar": "arabic العربية arabia 阿拉伯语",
    "fa": "persian farsi 波斯语",
    "so": "somali soomaali",
    "hi": "hindi हिन्दी 印地语",
    "ur": "urdu 乌尔都语",
    "bn": "bengali bangla 孟加拉语",
    "ta": "tamil 泰米尔语",
    "te": "telugu",
    "mr": "marathi",
    "gu": "gujarati",
    "kn": "kannada",
    "ml": "malayalam",
    "pa": "punjabi",
    "id": "indonesian bahasaindonesia 印尼语 印度尼西亚语",
    "ms": "malay bahasamelayu 马来语",
    "jv": "javanese",
    "tl": "tagalog filipino fil 他加禄语 菲律宾语",
    "vi": "vietnamese tiếngviệt 越南语",
    "th": "thai ไทย 泰语",
    "ja": "japanese 日本語 日语 日文",
    "ko": "korean 한국어 韩语 韩文 朝鲜语",
    "af": "afrikaans",
    "zu": "zulu isizulu",
    "xh": "xhosa isixhosa",
    "sw": "swahili kiswahili 斯瓦希里语",
    "qu": "quechua",
}
"""Code of ISO 639 to words for it; lower case, without spaces."""

_BY_WORD = {word: code for code, words in _CODES.items() for word in (code, *words.split())}
_REGION = re.compile(r"(?P<code>[a-z]{2,3})[-_](?:[a-z]{2,4}|[0-9]{3})")


def parse_languages(text: str) -> frozenset[str]:
    """Read a list of languages.

    Parameters
    ----------
    text
        Codes or names, English or Chinese, separated by ``;`` ``,`` ``、`` or ``/``.

    Returns
    -------
    frozenset of str
        Codes of ISO 639 such as ``zh``, ``yue``, ``en``; a name that is not known stays as written,
        in lower case.
    """
    return frozenset(_code(item) for item in parse_list(text.replace("/", ";")))


def _code(item: str) -> str:
    name = flat(item).casefold()
    if region := _REGION.fullmatch(name):
        name = region["code"]
    return _BY_WORD.get(re.sub(r"[\s.()-]", "", name), name)
