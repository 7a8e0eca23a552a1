"""Every profile says what its row of the table of jurisdictions says, and names the field.

Without the humane layer; 2026-11-24 is a Tuesday, so that the 28th is a Saturday. A visit takes 20
minutes. Expected is exactly who says no, as ``profile:field``.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.asking import calls, refused, visits

SANTIAGO, MOSCOW, BOSTON = "America/Santiago", "Europe/Moscow", "America/New_York"
LIMA, JAKARTA, SYDNEY = "America/Lima", "Asia/Jakarta", "Australia/Sydney"
BUCHAREST, SHANGHAI, KOLKATA = "Europe/Bucharest", "Asia/Shanghai", "Asia/Kolkata"
MANILA, HANOI, BANGKOK, SEOUL = "Asia/Manila", "Asia/Ho_Chi_Minh", "Asia/Bangkok", "Asia/Seoul"
TOKYO, TAIPEI, LONDON, MEXICO = "Asia/Tokyo", "Asia/Taipei", "Europe/London", "America/Mexico_City"
BOGOTA, SAO_PAULO, ATHENS = "America/Bogota", "America/Sao_Paulo", "Europe/Athens"
JOBURG, NAIROBI, LAGOS = "Africa/Johannesburg", "Africa/Nairobi", "Africa/Lagos"
HELD_CARD = [{"agent_id": "a", "certificates": {"IIBF": "2027-01-31"}}]

TABLE: list[tuple[str, str, str, object, dict[str, Any], str]] = [
    # Chile: Mon-Sat 8-20; one visit or call in a week
    ("cl, in the hours", "2026-11-24T18:30", SANTIAGO, "cl", {}, ""),
    ("cl, Saturday evening", "2026-11-28T19:40", SANTIAGO, "cl", {}, ""),
    ("cl, ends a minute late", "2026-11-28T19:41", SANTIAGO, "cl", {}, "cl:hours"),
    ("cl, Sunday", "2026-11-29T12:00", SANTIAGO, "cl", {}, "cl:hours"),
    ("cl, holiday (Inmaculada)", "2026-12-08T12:00", SANTIAGO, "cl", {}, "cl:hours"),
    ("cl, visited 6 days ago", "2026-11-24T12:00", SANTIAGO, "cl",
     {"history": visits("2026-11-18T12:00 NAH")}, "cl:caps router:band"),
    ("cl, visited 7 days ago", "2026-11-24T12:00", SANTIAGO, "cl",
     {"history": visits("2026-11-17T12:00 APPT")}, ""),
    ("cl, called yesterday", "2026-11-24T12:00", SANTIAGO, "cl",
     {"history": calls("2026-11-23T12:00")}, "cl:caps"),
    ("cl, messages do not count", "2026-11-24T12:00", SANTIAGO, "cl",
     {"history": [{"when": "2026-11-23T12:00", "channel": "message"}]}, ""),
    ("cl, Sunday and called", "2026-11-29T12:00", SANTIAGO, "cl",
     {"history": calls("2026-11-28T12:00")}, "cl:caps cl:hours"),
    # Russia: weekdays 8-22, weekends 9-20; one meeting in a week; protected persons
    ("ru, weekday evening", "2026-11-24T21:40", MOSCOW, "ru", {}, ""),
    ("ru, weekday too late", "2026-11-24T21:41", MOSCOW, "ru", {}, "ru:hours"),
    ("ru, Saturday at eight", "2026-11-28T08:30", MOSCOW, "ru", {}, "ru:hours"),
    ("ru, Sunday at nine", "2026-11-29T09:00", MOSCOW, "ru", {}, ""),
    ("ru, visited 5 days ago", "2026-11-24T10:00", MOSCOW, "ru",
     {"history": visits("2026-11-19T15:00 REF")}, "router:hold ru:caps"),
    ("ru, calls do not count", "2026-11-24T10:00", MOSCOW, "ru",
     {"history": calls("2026-11-23T15:00")}, ""),
    ("ru, disabled", "2026-11-24T10:00", MOSCOW, "ru", {"flags": ["disabled"]}, "ru:protected"),
    ("ru, in hospital", "2026-11-24T10:00", MOSCOW, "ru", {"flags": ["hospital"]},
     "ru:protected"),
    ("ru, insolvency as a hold", "2026-11-24T10:00", MOSCOW, "ru", {"holds": ["insolvency"]},
     "router:hold ru:protected"),
    # Massachusetts: one home visit in 30 days for each debt; federal 8-21
    ("us-ma, 29 days ago", "2026-11-24T15:00", BOSTON, "us-ma",
     {"case_id": "1", "history": visits("2026-10-26T12:00 ACC", case_id="1")}, "us-ma:caps"),
    ("us-ma, 30 days ago, clocks went back between", "2026-11-24T11:00", BOSTON, "us-ma",
     {"case_id": "1", "history": visits("2026-10-25T12:00 ACC", case_id="1")}, ""),
    ("us-ma, another debt", "2026-11-24T15:00", BOSTON, "us-ma",
     {"case_id": "1", "history": visits("2026-11-20T12:00 ACC", case_id="2")}, ""),
    ("us-ma, debt not known counts", "2026-11-24T15:00", BOSTON, "us-ma",
     {"case_id": "1", "history": visits("2026-11-20T12:00 ACC")}, "us-ma:caps"),
    ("us-ma, a visit at work is no home visit", "2026-11-24T15:00", BOSTON, "us-ma",
     {"case_id": "1",
      "history": visits("2026-11-20T12:00 ACC", case_id="1", place_type="work")}, ""),
    ("us-ma, nor is one that would be made there", "2026-11-24T15:00", BOSTON, "us-ma",
     {"case_id": "1", "place_type": "work",
      "history": visits("2026-11-20T12:00 ACC", case_id="1", place_type="home")}, ""),
    ("us-ma, a registered address is a home", "2026-11-24T15:00", BOSTON, "us-ma",
     {"case_id": "1", "place_type": "registered",
      "history": visits("2026-11-20T12:00 ACC", case_id="1", place_type="home")}, "us-ma:caps"),
    ("us-ma, permitted more often", "2026-11-24T15:00", BOSTON, "us-ma",
     {"case_id": "1", "consents": ["frequency"],
      "history": visits("2026-11-20T12:00 ACC", case_id="1")}, ""),
    ("us-ma, call hours of the state do not bind; the federal do", "2026-11-24T07:30", BOSTON,
     "us-ma", {}, "us:hours"),
    # United States: 8-21, every day; represented borrowers
    ("us, Sunday morning", "2026-11-29T08:00", BOSTON, "us", {}, ""),
    ("us, before eight", "2026-11-29T07:59", BOSTON, "us", {}, "us:hours"),
    ("us, seven calls do not bind visits", "2026-11-24T12:00", BOSTON, "us",
     {"history": calls(*(f"2026-11-23T1{n}:00" for n in range(8)))}, ""),
    ("us, represented", "2026-11-24T12:00", BOSTON, "us", {"holds": ["represented"]},
     "router:hold us:protected"),
    ("us, not at this time", "2026-11-24T12:00", BOSTON, "us", {"not_at": "Tue 12:00-14:00"},
     "router:not_at"),
    # Peru: no visits 20-7, none on Saturdays, Sundays, holidays
    ("pe, weekday at seven", "2026-11-24T07:00", LIMA, "pe", {}, ""),
    ("pe, weekday at 19:41", "2026-11-24T19:41", LIMA, "pe", {}, "pe:hours"),
    ("pe, Saturday", "2026-11-28T12:00", LIMA, "pe", {}, "pe:hours"),
    ("pe, holiday on a Tuesday", "2026-12-08T12:00", LIMA, "pe", {}, "pe:hours"),
    # Indonesia: Mon-Sat 8-20, no holidays; elsewhere with consent
    ("id, Saturday", "2026-11-28T19:40", JAKARTA, "id", {}, ""),
    ("id, Sunday", "2026-11-29T12:00", JAKARTA, "id", {}, "id:hours"),
    ("id, Independence Day", "2026-08-17T12:00", JAKARTA, "id", {}, "id:hours"),
    ("id, workplace", "2026-11-24T12:00", JAKARTA, "id", {"place_type": "work"}, "id:places"),
    ("id, workplace with consent", "2026-11-24T12:00", JAKARTA, "id",
     {"place_type": "work", "consents": ["work"]}, ""),
    ("id, mailing address", "2026-11-24T12:00", JAKARTA, "id", {"place_type": "mailing"}, ""),
    # Australia: 9-21, no national holidays; contacts; consent; workplaces
    ("au, without consent", "2026-11-24T12:00", SYDNEY, "au", {}, "au:consent"),
    ("au, with consent, Sunday", "2026-11-29T20:40", SYDNEY, "au", {"consents": ["visit"]}, ""),
    ("au, Christmas", "2026-12-25T12:00", SYDNEY, "au", {"consents": ["visit"]}, "au:hours"),
    ("au, workplace on a Saturday", "2026-11-28T12:00", SYDNEY, "au",
     {"consents": ["visit"], "place_type": "work"}, "au:hours"),
    ("au, workplace on a Saturday of known hours", "2026-11-28T12:00", SYDNEY, "au",
     {"consents": ["visit"], "place_type": "work", "working_hours": "Sat 10:00-16:00"}, ""),
    ("au, workplace on a weekday evening", "2026-11-24T16:50", SYDNEY, "au",
     {"consents": ["visit"], "place_type": "work"}, "au:hours"),
    ("au, three contacts in the week", "2026-11-24T12:00", SYDNEY, "au",
     {"consents": ["visit"], "history": calls(
         "2026-11-19T12:00", "2026-11-20T12:00", "2026-11-21T12:00", reached=True)}, "au:caps"),
    ("au, three calls that reached nobody", "2026-11-24T12:00", SYDNEY, "au",
     {"consents": ["visit"], "history": calls(
         "2026-11-19T12:00", "2026-11-20T12:00", "2026-11-21T12:00")}, ""),
    ("au, met 29 days ago", "2026-11-24T12:00", SYDNEY, "au",
     {"consents": ["visit"], "history": visits("2026-10-26T15:00 PART")}, "au:caps"),
    ("au, missed 10 days ago", "2026-11-24T12:00", SYDNEY, "au",
     {"consents": ["visit"], "history": visits("2026-11-14T15:00 ACC")}, ""),
    # Romania: not 20-9, never at work
    ("ro, at nine", "2026-11-24T09:00", BUCHAREST, "ro", {}, ""),
    ("ro, before nine", "2026-11-24T08:55", BUCHAREST, "ro", {}, "ro:hours"),
    ("ro, work with consent", "2026-11-24T12:00", BUCHAREST, "ro",
     {"place_type": "work", "consents": ["work"]}, "ro:places"),
    # China: not 22-8 unless agreed
    ("cn, last visit", "2026-11-24T21:40", SHANGHAI, "cn", {}, ""),
    ("cn, after 22:00", "2026-11-24T21:50", SHANGHAI, "cn", {}, "cn:hours"),
    ("cn, after 22:00, agreed", "2026-11-24T21:50", SHANGHAI, "cn", {"consents": ["hours"]}, ""),
    ("cn, calls have their own caps", "2026-11-24T12:00", SHANGHAI, "cn",
     {"history": calls(*(f"2026-11-24T0{n}:00" for n in range(1, 9)), reached=True)}, ""),
    # India: 8-19; from 1 July 2026 the draft Directions
    ("in, before July, no certificate asked", "2026-06-30T18:40", KOLKATA, "in",
     {"people": 1}, ""),
    ("in, from July, certificate", "2026-07-01T18:40", KOLKATA, "in", {"people": 1},
     "in:certificates"),
    ("in, certified", "2026-11-24T18:40", KOLKATA, "in", {"agents": HELD_CARD}, ""),
    ("in, after seven", "2026-11-24T18:41", KOLKATA, "in", {}, "in:hours"),
    ("in, work first", "2026-11-24T12:00", KOLKATA, "in", {"place_type": "work"}, "in:places"),
    ("in, work after nobody at home", "2026-11-24T15:00", KOLKATA, "in",
     {"place_type": "work", "history": visits("2026-11-10T10:00 NAH", place_type="home")}, ""),
    ("in, microfinance at home first", "2026-11-24T12:00", KOLKATA, "in",
     {"flags": ["microfinance"]}, "in:places"),
    ("in, microfinance after two failed meetings", "2026-11-24T15:00", KOLKATA, "in",
     {"flags": ["microfinance"], "history": visits(
         "2026-11-10T10:00 NAH", "2026-11-12T10:00 NAH", place_type="agreed")}, ""),
    ("in, bereavement", "2026-11-24T12:00", KOLKATA, "in", {"holds": ["bereavement"]},
     "in:protected router:hold"),
    # Philippines, Vietnam, Thailand, Korea, Japan, Taiwan
    ("ph, at six", "2026-11-24T06:00", MANILA, "ph", {}, ""),
    ("ph, before six", "2026-11-24T05:50", MANILA, "ph", {}, "ph:hours"),
    ("ph, before six, agreed", "2026-11-24T05:50", MANILA, "ph", {"consents": "hours"}, ""),
    ("vn, evening", "2026-11-24T20:40", HANOI, "vn", {}, ""),
    ("vn, five reminders today", "2026-11-24T15:00", HANOI, "vn",
     {"history": calls(*(f"2026-11-24T{n:02d}:00" for n in range(7, 12)))}, "vn:caps"),
    ("vn, four reminders today", "2026-11-24T15:00", HANOI, "vn",
     {"history": calls(*(f"2026-11-24T{n:02d}:00" for n in range(7, 11)))}, ""),
    ("th, weekday", "2026-11-24T19:40", BANGKOK, "th", {}, ""),
    ("th, holiday after 18:00", "2026-12-10T18:00", BANGKOK, "th", {}, "th:hours"),
    ("th, holiday till 18:00", "2026-12-10T17:40", BANGKOK, "th", {}, ""),
    ("th, written to today", "2026-11-24T12:00", BANGKOK, "th",
     {"history": [{"when": "2026-11-24T08:00", "channel": "message"}]}, "th:caps"),
    ("th, written to yesterday night", "2026-11-24T08:00", BANGKOK, "th",
     {"history": [{"when": "2026-11-23T23:59", "channel": "message"}]}, ""),
    ("kr, six contacts", "2026-11-24T12:00", SEOUL, "kr",
     {"history": calls(*(f"2026-11-{n}T09:00" for n in range(18, 24)), reached=True)}, ""),
    ("kr, seven contacts", "2026-11-24T12:00", SEOUL, "kr",
     {"history": calls(*(f"2026-11-{n}T19:00" for n in range(17, 24)), reached=True)},
     "kr:caps"),
    ("kr, seven calls, six reached", "2026-11-24T12:00", SEOUL, "kr",
     {"history": calls(*(f"2026-11-{n}T19:00" for n in range(18, 24)), reached=True)
      + calls("2026-11-23T20:00")}, ""),
    ("kr, at nine in the evening", "2026-11-24T20:45", SEOUL, "kr", {}, "kr:hours"),
    ("kr, illness", "2026-11-24T12:00", SEOUL, "kr", {"flags": ["illness"]}, "kr:protected"),
    ("jp, until 21:00", "2026-11-24T20:40", TOKYO, "jp", {}, ""),
    ("jp, work", "2026-11-24T12:00", TOKYO, "jp", {"place_type": "work"}, "jp:places"),
    ("tw, at seven", "2026-11-24T07:00", TAIPEI, "tw", {}, ""),
    ("tw, at 21:50", "2026-11-24T21:50", TAIPEI, "tw", {}, "tw:hours"),
    # United Kingdom: notice, consent at work, vulnerable
    ("gb, not told", "2026-11-24T12:00", LONDON, "gb", {}, "gb:notice"),
    ("gb, told the day before", "2026-11-24T12:00", LONDON, "gb",
     {"told": "2026-11-23T12:00"}, ""),
    ("gb, vulnerable", "2026-11-24T12:00", LONDON, "gb",
     {"told": "2026-11-20T12:00", "flags": ["vulnerable"]}, "gb:protected"),
    ("gb, workplace", "2026-11-24T12:00", LONDON, "gb",
     {"told": "2026-11-20T12:00", "place_type": "work"}, "gb:places"),
    ("gb, disputed without agreement", "2026-11-24T12:00", LONDON, "gb",
     {"told": "2026-11-20T12:00", "flags": ["dispute"]}, "gb:consent"),
    # Mexico, Colombia, Brazil, Greece, South Africa, Kenya, Nigeria
    ("mx, until 22:00", "2026-11-24T21:40", MEXICO, "mx", {}, ""),
    ("mx, elderly", "2026-11-24T12:00", MEXICO, "mx", {"flags": ["elderly"]}, "mx:protected"),
    ("mx, minor at 06:50", "2026-11-24T06:50", MEXICO, "mx", {"flags": ["minor"]},
     "mx:hours mx:protected"),
    ("co, without consent", "2026-11-24T12:00", BOGOTA, "co", {}, "co:consent"),
    ("co, Saturday at three", "2026-11-28T14:41", BOGOTA, "co", {"consents": "visit"},
     "co:hours"),
    ("co, Sunday, called this morning", "2026-11-29T12:00", BOGOTA, "co",
     {"consents": "visit", "history": calls("2026-11-29T08:00")}, "co:caps co:hours"),
    ("co, work, with consent to visits only", "2026-11-24T12:00", BOGOTA, "co",
     {"consents": "visit", "place_type": "work"}, "co:places"),
    ("br, no federal hours", "2026-11-29T23:00", SAO_PAULO, "br", {}, ""),
    ("br-sp, hours for calls do not bind", "2026-11-29T12:00", SAO_PAULO, "br-sp", {}, ""),
    ("br-rj, hours for calls do not bind", "2026-11-28T12:00", SAO_PAULO, "br-rj", {}, ""),
    ("br-es", "2026-11-29T12:00", SAO_PAULO, "br-es", {}, ""),
    ("br-am", "2026-11-29T21:00", "America/Manaus", "br-am", {}, ""),
    ("br-al", "2026-11-28T15:00", "America/Maceio", "br-al", {}, ""),
    ("gr, hours for calls do not bind", "2026-11-28T12:00", ATHENS, "gr", {}, ""),
    ("za, Saturday", "2026-11-28T20:40", JOBURG, "za", {}, ""),
    ("za, Sunday", "2026-11-29T12:00", JOBURG, "za", {}, "za:hours"),
    ("ke, no hours found", "2026-11-29T12:00", NAIROBI, "ke", {}, ""),
    ("ng, no hours found", "2026-11-29T12:00", LAGOS, "ng", {}, ""),
    # Several layers: every one that says no is named
    ("cl and pe on a Saturday", "2026-11-28T12:00", SANTIAGO, ["cl", "pe"], {}, "pe:hours"),
    ("cl and pe on a Sunday", "2026-11-29T12:00", SANTIAGO, ["cl", "pe"], {},
     "cl:hours pe:hours"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "zone", "profile", "more", "expected"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_who_says_no(
    start: str, zone: str, profile: object, more: dict[str, Any], expected: str
) -> None:
    assert refused(start, zone, profile, **more) == expected
