"""Columns that never enter: presence and ability to pay are not inferred from private lives."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["FORBIDDEN_FIELDS", "why_forbidden"]

_NEVER = "a borrower's presence or ability to pay is never inferred from"

_SOMEBODY = "spouse|parents?|guardian|colleagues?|neighbou?rs?|relatives?|friends?"
_SOMEBODY_ZH = "配偶|父母|父亲|母亲|子女|家属|家人|亲属|亲戚|亲友|朋友|同事|邻居|直系亲属"
_TRACE = "trace|track|log|location|history|position|data|point"

FORBIDDEN_FIELDS: Mapping[str, str] = {
    # Patterns are searched in the key of a column's name: lower case, no spaces or punctuation.
    # What is about our own contacts with the borrower, such as last_contact, is not meant.
    (
        "通讯录|电话簿|通话(记录|详单|清单)|(短信|聊天|微信)记录|社交|社会关系|人脉|好友|关系网"
        "|联系人[0-9一二三]?(列表|名单|信息|电话|手机号?|号码|姓名|关系|地址|类型)?[0-9]?$|紧急联系"
        f"|({_SOMEBODY_ZH})(姓名|电话|手机号?|号码|联系方式|信息|地址|单位)?[0-9]?$"
        "|^contacts?$|contact(s|list|book|persons?|phones?|names?|numbers?)"
        "(list|name|phone|number|mobile|email|relation|relationship|address)?[0-9]?$"
        "|contact[0-9](name|phone|number|mobile|email|relation|relationship|address)?$"
        "|emergencycontacts?|phonebook|addressbook"
        "|call(log|record|history)s?|(sms|chat|message)(log|record|history)s?"
        "|social(graph|network|media|contacts?|connections?|account)"
        "|friends?(?!ly)|nextofkin|associates$|(family|partner)(members?|phones?|mobiles?|numbers?|contacts?)"
        f"|({_SOMEBODY})(names?|phones?|mobiles?|numbers?|contacts?|address(es)?|emails?)?[0-9]?$"
        "|references?(phone|name)s?|facebook|instagram|linkedin|(whatsapp|wechat)(friends|contacts)"
    ): f"{_NEVER} other people (contacts, calls, social networks)",
    (
        "消费(记录|明细|金额|习惯|能力|水平|行为|数据)|^消费$|购物|交易(记录|明细|流水)(?!号)|网购"
        "|(银行|账户|资金)流水(?!号)|信用卡账单|支付记录|外卖|淘宝|京东|美团|支付宝(?!账号|交易号)"
        "|consumption|purchases?(history|s|behaviou?r|amount|data)?$|spending|shopping|orderhistory"
        "|transactions?(history|list|logs?|data|records?)?$|bankstatements?|cardstatements?"
    ): f"{_NEVER} what the borrower buys",
    (
        "(手机|实时|最后|最近|当前|历史|设备|常用|活动)?(定位|位置)(轨迹|记录|信息|数据)$"
        "|(手机|实时|最后|最近|当前|历史|设备|活动)(定位|位置)|^(客户|借款人)?定位$"
        "|轨迹|行踪|基站|足迹|出行记录|常去地|常驻地|活动范围|ip地址|设备(号|指纹|id|编号)"
        "|lastseen|(last|lastknown|current|live|realtime|recent|previous|past)(gps)?locations?$"
        f"|location(trace|history|log|track|data|point|ping)s?|(gps|mobile|phone|device)({_TRACE})s?"
        "|geo(history|trace|track|log|fence)|celltower|movement(s|history|profile)?$|whereabouts"
        "|wifi(log|history)|^ip(address)?$|deviceid|(?<!t)imei|checkinhistory|travelhistory"
    ): f"{_NEVER} where the borrower has been",
    (
        "水电|用水|用电|电费|水费|燃气|煤气"
        "|utilit(y|ies)|electricity|waterusage|watermeter|gasusage|smartmeter|meterreadings?"
    ): f"{_NEVER} the use of water, gas or electricity",
    (
        "身份证(号|号码)?$|证件号码?|护照号?码?|驾驶证号|社保号"
        "|idcard(no|number)?$|(?<!case)(?<!loan)(?<!agent)(?<!account)(?<!contract)idnumber$"
        "|identitynumber$|national(id|insurance)|^ssn$"
        "|socialsecurity(no|number)?|passport(no|number)?|taxid|personnummer|henkilotunnus"
        "|^hetu$|aadhaar"
    ): "an identity number is not needed to plan a visit",
}
"""Pattern of a column's key to the reason why it is not read."""


def why_forbidden(key: str) -> str:
    """Tell why a column is not read.

    Parameters
    ----------
    key
        Of the column's name, see `router.intake.columns.column_key`.

    Returns
    -------
    str
        The reason; empty if nothing forbids the column.
    """
    for pattern, reason in FORBIDDEN_FIELDS.items():
        if re.search(pattern, key):
            return reason
    return ""
