"""Columns that never enter: presence and ability to pay are not inferred from private lives."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["FORBIDDEN_FIELDS", "why_forbidden"]

_NEVER = "a borrower's presence or ability to pay is never inferred from"

FORBIDDEN_FIELDS: Mapping[str, str] = {
    # Patterns are searched in the key of a column's name: lower case, no spaces or punctuation.
    (
        "通讯录|通话(记录|详单|清单)|联系人(列表|名单|电话|手机|姓名|关系|地址)?$|紧急联系|社交"
        "|社会关系|人脉|亲友|好友|短信记录"
        "|contacts?(list|book|names?|phones?|s)?$|emergencycontacts?|phonebook|addressbook"
        "|call(log|record|history)s?|smslog|social(graph|network|media|contacts?)"
        "|friends?|relatives?|references?(phone|name)s?|facebook|wechat(friends|contacts)"
    ): f"{_NEVER} other people (contacts, calls, social networks)",
    (
        "消费(记录|明细|金额|习惯|能力)|购物|交易(记录|明细|流水)|银行流水|信用卡账单|支付记录"
        "|外卖|网购"
        "|consumption|purchases?(history|s)?$|spending|shopping|transactions?(history|list)?$"
        "|bankstatements?|cardstatements?"
    ): f"{_NEVER} what the borrower buys",
    (
        "(手机|基站|实时|最后|历史)?定位(轨迹|记录|信息)?$|轨迹|行踪|基站|足迹|出行记录"
        "|lastseen|lastknownlocation|location(trace|history|log|track)s?"
        "|(gps|mobile|phone|device)(trace|track|log|location|history|position)s?"
        "|celltower|movement(s|history|profile)?$|whereabouts|wifi(log|history)"
    ): f"{_NEVER} where the borrower has been",
    (
        "水电|用水|用电|电费|水费|燃气|煤气"
        "|utilit(y|ies)|electricity|waterusage|watermeter|gasusage|smartmeter|meterreadings?"
    ): f"{_NEVER} the use of water, gas or electricity",
    (
        "身份证(号|号码)?$|证件号码?|护照号?码?|驾驶证号|社保号"
        "|idcard(no|number)?|id(entity)?number$|national(id|insurance)|^ssn$"
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
