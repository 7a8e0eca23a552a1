"""Papers and conduct of the packaged profiles in Chinese: the humane rules, and those of China.

What an own profile says is shown as it is written there.
"""

from __future__ import annotations

__all__ = ["paper_in"]

_CHINESE = {
    # humane
    "photo ID": "带照片的身份证件",
    "authorisation letter": "授权委托书",
    "leaflet on rights and complaints": "权利与投诉须知",
    "Say who you are and for whom you come, and only to the borrower in person.": "只向借款人本人"
    "表明身份和委托方。",
    "Tell nobody else of the debt: no neighbour, relative, colleague or child.": "不得向他人透露"
    "债务，包括邻居、亲属、同事和儿童。",
    "Enter only if asked in; leave at once when asked to.": "受邀方可入内；对方要求离开时，应立即"
    "离开。",
    "No threat, no shaming, nothing posted on or pushed under the door but a sealed neutral "
    "card.": "不得威胁、羞辱；门上、门下不得张贴或塞入任何物品，密封且不显示内容的留言卡除外。",
    # China
    "credentials of the institution": "机构证明",
    "loan data": "借款资料",
    "Say which institution you come for, and show credentials and loan data on site.": "说明所代表"
    "的机构，并现场出示证明和借款资料。",
    "Dress properly.": "着装得体。",
    "Speak only with the borrower; with a guarantor only within law and contract.": "只与借款人本人"
    "交谈；与担保人交谈须符合法律和合同约定。",
    "Ask a contact person only if the borrower cannot be reached, has died or lost capacity.": "只"
    "有在借款人失联、死亡或丧失行为能力时，方可询问联系人。",
    "Reveal nothing to a contact person, and stop when they decline.": "不得向联系人透露债务信息；"
    "对方拒绝时应停止询问。",
    "Ask a third person only after three failed contacts or if the number is invalid.": "只有在三次"
    "联系未果或号码无效时，方可询问第三人。",
    "Disclose the debt to nobody else; address only contacts that were agreed.": "不得向他人披露"
    "债务；只联系约定的联系人。",
    "Do not enter without consent.": "未经同意不得入内。",
    # Taiwan
    "Come only if the debtor was told in writing, before outsourcing, of the agency and the "
    "sum.": "委外前已书面告知债务人受托机构和金额的，方可上门。",
    "Show the authorisation letter; only trained and certified people go.": "出示授权委托书；仅限经"
    "培训并持证的人员上门。",
    "Do not enter without leave, and do not turn to third persons.": "未经许可不得入内，不得联系"
    "第三人。",
    "Recordings are kept.": "录音录像须保存。",
}


def paper_in(lang: str, text: str) -> str:
    """Return a paper to carry, or a line on conduct, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    text
        As the profile has it.

    Returns
    -------
    str
        The same; what no packaged profile of these says stays as it is.
    """
    return _CHINESE.get(text, text) if lang == "zh" else text
