"""The compliance page: everything an officer asks for, nothing about a person but ids."""

from __future__ import annotations

from dataclasses import replace

from router.domain.compliance import BorrowerCount, Override
from router.domain.plan import PlanData
from router.drawing import draw_compliance, draw_index
from tests.unit.drawing import plans, ruled
from tests.unit.drawing.structure import Structure

PLAN = ruled.ruled()


def text_of(plan: PlanData = PLAN) -> str:
    return Structure(draw_compliance(plan, index_page="index.html")).text


def section(text: str, start: str, end: str) -> str:
    text = text[text.index("Every visit was judged under") :]  # behind the links at the top
    return text[text.index(start) : text.index(end)]


def with_rules(**changes: object) -> PlanData:
    assert PLAN.compliance is not None
    return replace(PLAN, compliance=replace(PLAN.compliance, **changes))  # type: ignore[arg-type]


def test_the_verdict_is_the_checkers_and_names_the_layers() -> None:
    text = text_of()
    assert (
        "0 violations, found by the checker, which shares no code with the planner. "
        "Every visit was judged under: humane 2026-11-01 + cl 2021-04-20" in text
    )


def test_violations_of_an_edited_plan_stand_at_the_top_each_in_its_words() -> None:
    text = text_of(with_rules(violations=("visit V-C-001 ends at 20:05", "two visits in a week")))
    assert text.index("2 violations,") < text.index("visit V-C-001 ends at 20:05")
    assert text.index("two visits in a week") < text.index("Profiles Profile")


def test_profiles_show_version_and_how_well_their_rules_are_known() -> None:
    part = section(text_of(), "Profiles Profile", "Overrides Kind")
    assert "humane 2026-11-01 Humane default 14 unverified 3f9a3f9a3f9a" in part
    assert "cl 2021-04-20 Chile, Law 21.320 5 secondary, 1 primary" in part
    assert "Holiday calendar CL" in part
    assert "Tue 8 Dec 2026 La Inmaculada Concepción" in part
    assert "The holidays of 2027 are not announced yet." in text_of()


def test_every_override_has_a_name_a_reason_and_an_end() -> None:
    part = section(text_of(), "Overrides Kind", "Rules checked")
    assert "R. Virta Borrowers of the harbour work until 18:00 Thu 31 Dec 2026" in part
    assert "L. Salo The creditor answered on 20 Nov no end" in part


def test_without_overrides_the_page_says_none() -> None:
    assert "Overrides None. Rules checked" in text_of(with_rules(overrides=()))


def test_every_rule_is_listed_with_value_source_and_counts() -> None:
    part = section(text_of(), "Rules checked", "Cases kept back Reason")
    assert PLAN.compliance is not None
    for rule in PLAN.compliance.rules:
        assert f"{rule.value} {rule.source}".strip() in part
    assert "1 visit attempt in 7 days per borrower Project decision (unverified) 43 2" in part
    assert "Rules of the program, which no profile changes" in part


def test_holds_come_first_by_reason_with_source_and_end() -> None:
    part = section(text_of(), "Cases kept back Reason", "Visits per borrower")
    assert (
        "hold: complaint HOLD:complaint 1 outcome COMP review by a person C-105 until released"
        in part
    )
    # Two promises of one source are one line, the next end first.
    assert (
        "hold: promise to pay HOLD:promise 2 outcome PTP visit on another day "
        "C-109 until Thu 26 Nov 2026 C-104 until Sat 28 Nov 2026" in part
    )
    order = [part.index(word) for word in ("hold: promise", "stage: legal", "caps: cl:weekly")]
    assert order == sorted(order)


def test_the_most_visited_borrower_is_first_and_the_caps_stand_above() -> None:
    counts = [BorrowerCount(borrower_id=f"B{n:03d}", made=0, planned=1) for n in range(60)]
    counts.append(BorrowerCount(borrower_id="B900", made=2, planned=1))
    part = section(text_of(with_rules(borrowers=tuple(counts))), "Visits per borrower", "Notices")
    assert "humane: 2 visit attempts in 30 days per borrower" in part
    assert "1 with 3 visits · 60 with 1 visit" in part
    # 2 made + 1 planned = 3, where 2 are allowed without consent.
    assert "B900 2 1 3 above 2: needs the borrower's consent B000 0 1 1" in part
    # 61 borrowers, of whom 20 are shown at once.
    assert part.index("41 more borrowers") < part.index("B059")


def test_notices_that_are_due_come_by_deadline_and_a_missed_one_is_marked() -> None:
    # Planned at 17:00; the first must have been given by 15:00, the second by 18:00.
    part = section(text_of(), "Notices still to give Tell", "Visits, in the local time")
    assert "Mon 23 Nov 2026 15:00 too late C-008 B-0080 Tue 24 Nov 2026 14:00–16:00" in part
    assert part.index("C-008") < part.index("Mon 23 Nov 2026 18:00 C-010")


def test_each_visit_is_shown_by_the_clock_at_its_own_door() -> None:
    part = section(text_of(), "Visits, in the local time of the door For", "Appointments at risk")
    routes = {v.visit_id: v for r in PLAN.routes for s in r.stops for v in s.visits}
    visit = routes[ruled.ABROAD]
    there = PLAN.problem.instant(visit.start_s)
    assert f"{(there.hour - 1):02d}:{there:%M}–" in part
    assert "Europe/Stockholm C-005 A2 home 1" in part
    assert "work" in part  # the place type of door 14
    assert "confirmed appointment" in part
    # 22 Nov 15:00 UTC is 17:00 in Helsinki.
    assert "told Sun 22 Nov 2026 17:00" in part
    assert "to tell by Mon 23 Nov 2026 15:00" in part  # as the list of notices says


def test_papers_that_all_visits_share_are_said_once_and_others_per_visit() -> None:
    assert text_of().count("photo ID, authorisation letter, complaint leaflet, record") == 1
    assert PLAN.compliance is not None
    facts = PLAN.compliance.facts
    other = (replace(facts[0], carry=("court order",)), *facts[1:])
    text = text_of(with_rules(facts=other))
    assert text.count("photo ID, authorisation letter") == 31  # of 32 visits
    assert text.count("court order, record the visit") == 1


def test_a_risky_visit_has_a_time_by_which_somebody_must_have_heard() -> None:
    routes = {v.visit_id: v for r in PLAN.routes for s in r.stops for v in s.visits}
    end = routes[ruled.RISKY].end_s
    by = -(-(end + 900) // 300) * 300
    assert f"check in by {by // 3600:02d}:{by % 3600 // 60:02d}" in text_of()
    assert text_of().count("check in by") == 1


def test_nobody_is_named_and_no_address_is_shown() -> None:
    page = draw_compliance(PLAN)
    for card in PLAN.cards:
        assert not card.name or card.name not in page
        assert card.address not in page
    assert not [shift for shift in PLAN.problem.shifts if shift.agent_name in page]


def test_flags_of_borrowers_stay_off_the_page() -> None:
    assert "risk" not in section(
        text_of(), "Visits, in the local time of the door For", "Appointments"
    )


def test_the_page_of_a_chinese_region_is_in_chinese() -> None:
    cards = tuple(replace(card, address="临江市人民路 1 号") for card in PLAN.cards)
    page = draw_compliance(replace(PLAN, cards=cards))
    text = Structure(page).text
    assert '<html lang="zh-Hans">' in page
    assert "0 项违规， 由检查程序认定；检查程序与规划程序没有任何共用代码。" in text
    assert "2026年11月24日 周二" in text
    assert "暂停：承诺还款 HOLD:promise 2" in text
    assert "本页不构成法律意见" in text


def test_it_says_that_it_is_no_legal_advice_and_needs_no_script() -> None:
    page = draw_compliance(PLAN)
    assert "no legal advice" in Structure(page).text
    assert "<script" not in page


def test_a_plan_of_a_bare_problem_says_that_no_rule_was_judged() -> None:
    text = text_of(plans.nothing_planned())
    assert "no rule was judged" in text
    assert "0 violations" not in text


def test_the_dispatchers_page_states_the_finding_and_links_to_the_proof() -> None:
    page = draw_index(PLAN, plans.streets(), {}, map_files={}, compliance_page="compliance.html")
    text = Structure(page).text
    assert "0 violations of the visiting rules, found by the checker." in text
    assert "./compliance.html" in Structure(page).links
    loud = with_rules(
        overrides=(Override(kind="pin", what="V", by="L. Salo", reason="asked"),),
        violations=("one",),
    )
    text = Structure(draw_index(loud, plans.streets(), {}, map_files={})).text
    assert "1 violation of the visiting rules" in text
    assert "1 override." in text
