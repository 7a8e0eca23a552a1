"""What is no part of an address: brackets, telephone numbers, names of people, remarks, labels.

It is taken out before the rest is read, and shown in ``rest``.
"""

from __future__ import annotations

import re

from router.geocoding.parsing.text import Plain

__all__ = ["Noise", "find_noise"]

Noise = tuple[str, int, int]
"""What it is (``rest``, ``postcode``, or ``bracket`` whose content may matter), start and end."""

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧"
)
_PEOPLE = (
    rf"(?:[{SURNAMES}][一-龥]{{0,2}}|[一-龥]{{2,3}}?)(?:先生|女士|小姐|太太|阿姨|叔叔|师傅|老师|经理)(?:亲?收|转|代收|亲启)?"
    rf"|[{SURNAMES}][一-龥]{{1,2}}(?:亲?收(?!费|藏)|代收|亲启)|(?:[一-龥]{{2,3}})(?:亲?收|代收|亲启)$"
)
_CONTACT = (
    r"收件人|收货人|联系人|联系方式|联系电话|联系手机|手机号码?|电话号码|身份证号?|微信号?|"
    r"[tT][eE][lL]|[qQ]{2}"
)
# Behind a name these may be part of it (电话局, 老家村), unless they stand apart.
_CONTACT_APART = (
    r"(?:手机|电话|固话|座机|业主|户主|房东|客户|备注|说明|注意|[pP]hone)(?![局城亭店])"
)
_PHONE = (
    r"(?<![\dA-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<![\dA-Za-z])\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}(?:[- ]\d{1,5})?(?!\d)"
    r"|(?<!\d)[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)"
    r"|(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])|(?<![\dA-Za-z-])\d{7,}(?![\dA-Za-z-])|1[3-9]\d\*{4}\d{4}"
)
_REMARK = (
    r"请(?=[一-龥])|麻烦|务必|烦请|劳烦|敬请|谢谢|家里(?:没人|有人|无人)|没人在?家?|不在家|"
    r"打电话|电话联系"
)
_REMARK_APART = (
    r"家中|提前|送货|送到|送至|放(?:在|到|门|快递|丰巢|物业|前台)|快递|驿站|菜鸟|丰巢|代收|工作日|周末|"
    r"周[一二三四五六日]|白天|晚上|下班|上班|节假日|到付|勿|不要|别放|按门铃|敲门|本人|亲签|签收|"
    r"长期|已搬|搬走|搬家|现租|租住|租房|暂住|自有|自建房|自住|租赁|父母|亲戚|朋友|老婆|妻子|丈夫|同事|儿子|女儿|老家"
)
_LABEL = (
    r"(?:(?:详细|收货|家庭|居住|现居住?|现住|户籍|户口|单位|公司|工作|通讯|联系|送货|寄送|办公|房产|经常居住|身份证|常住)?(?:地址|住址|住所|所在地|地点)"
    r"|所在地区|现居住?于?|现住于?|家住|住在|居住在|位于|坐落于?|户籍|寄至|寄到|送至|送到|住(?=[一-龥]{2,3}[省市]))(?:为|是|在)?"
)
NAME_ENDED = "号室房户楼层栋幢座元门旁面边侧近收"
# Cheap: most addresses hold none of these signs.
HINT = re.compile(
    rf"[()]|\d{{6}}|\d[ -]\d{{4}}|{_CONTACT}|{_CONTACT_APART}|{_REMARK}|{_REMARK_APART}"
    r"|收|先生|女士|小姐|太太|阿姨|叔叔|师傅|老师|经理|亲启|地址|住|位于|坐落|所在地|寄|送至|地点|\*"
)
BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\([^)]*$")
PEOPLE = re.compile(_PEOPLE)
LABEL = re.compile(_LABEL)
CONTACT = re.compile(rf"(?P<anywhere>{_CONTACT})|{_CONTACT_APART}")
PHONE = re.compile(_PHONE)
REMARK = re.compile(rf"(?P<anywhere>{_REMARK})|{_REMARK_APART}")
POSTCODE = re.compile(
    r"(?:邮政编码|邮编|邮码)?(?<!\d)(?<![\dA-Za-z-])([0-8]\d{5})(?![\dA-Za-z]|-\d|[室号弄幢栋元房])"
)


def find_noise(plain: Plain) -> list[Noise]:
    """Find what is to be left out.

    Parameters
    ----------
    plain
        The address.

    Returns
    -------
    list of (str, int, int)
        Part, start and end, in order and apart from each other.
    """
    text = plain.text
    if HINT.search(text) is None:
        return []
    taken: list[Noise] = []

    def free(start: int, end: int) -> bool:
        return all(end <= s or e <= start for _, s, e in taken)

    def take(part: str, start: int, end: int) -> None:
        if start < end and free(start, end):
            taken.append((part, start, end))

    for found in BRACKETS.finditer(text):
        plainly = PHONE.search(found.group()) or REMARK.search(found.group())
        take("rest" if plainly else "bracket", found.start(), found.end())
    for found in PHONE.finditer(text):
        take("rest", found.start(), found.end())
    for found in POSTCODE.finditer(text):
        start, end = found.span(1)
        alone = start == 0 or start in plain.gaps or not text[start - 1].isalnum()
        if alone or end == len(text) or end in plain.gaps or found.start() < start:
            take("rest", found.start(), start)
            take("postcode", start, end)
    for label in LABEL.finditer(text):
        if (label.start() == 0 or label.start() in plain.gaps) and label.end() < len(text):
            take("rest", *label.span())
    for found in CONTACT.finditer(text):
        if found["anywhere"] or _stands_apart(plain, found.start()):
            end = found.end() + (found.end() in plain.gaps)
            take("rest", found.start(), _stretch(plain, end, taken))
    for found in REMARK.finditer(text):
        # A remark owns its stretch from its word on; before it an address may stand.
        if found["anywhere"] or (found.start() and _stands_apart(plain, found.start())):
            take("rest", found.start(), _stretch(plain, found.end(), taken))
    for found in PEOPLE.finditer(text):
        start, end = found.span()
        edge = end == len(text) or end in plain.gaps or not free(end, end + 1)
        if edge or start == 0:
            start = max([start, *(gap for gap in plain.gaps if start < gap < end)])
            take("rest", start, end)
    return sorted(taken, key=lambda one: one[1])


def _stands_apart(plain: Plain, place: int) -> bool:
    """Tell whether no name can end before a place."""
    if place == 0 or place in plain.gaps:
        return True
    return not "一" <= plain.text[place - 1] <= "龥" or plain.text[place - 1] in NAME_ENDED


def _stretch(plain: Plain, place: int, taken: list[Noise]) -> int:
    """Return where the stretch between separators ends that a place lies in."""
    ends = [gap for gap in plain.gaps if gap > place]
    ends += [start for _, start, _ in taken if start >= place]
    return min(ends, default=len(plain.text))
