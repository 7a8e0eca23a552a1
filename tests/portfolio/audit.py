"""Count violations in what was written for many days, with the standard library only.

    python tests/portfolio/audit.py FOLDER

Knows nothing of the program. It reads what went in and what came out::

    FOLDER/zone.txt                   name of the time zone of all doors
    FOLDER/profiles.txt               paths of the profiles (TOML), one per line
    FOLDER/calendar.csv               date, kind (holiday or workday), name
    FOLDER/loosened.json              rule of the first profile: keys that were changed, if any
    FOLDER/agents.csv                 as it was given
    FOLDER/<date>/cases.csv           as it was given for that day
    FOLDER/<date>/plan/routes.csv     as it was written
    FOLDER/<date>/plan/held.csv       as it was written
    FOLDER/<date>/outcomes.csv        recorded after the day, like the next three
    FOLDER/<date>/payments.csv
    FOLDER/<date>/approaches.csv      calls and messages
    FOLDER/<date>/releases.csv

Every visit that the routes name is judged against what was known when it was planned: everything
that was recorded on earlier days. Prints one line per violation and a count; exits 1 if there are.
"""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOMES = ("home", "registered", "mailing")
MISSED = ("NAH", "ACC", "THIRD", "NOTE")
MET = ("PAID", "PART", "PTP", "PLAN", "CBK", "HARD", "DISP", "REPR", "REF", "LEAVE", "COMP")
EITHER = ("APPT", "VULN")  # contacts, whoever was met
FOR_GOOD = ("VULN", "DISP", "REPR", "LEAVE", "COMP", "DECD", "CUST", "PLAN", "PAID", "HARD", "CBK")
WHOLE_PERSON = ("VULN", "REPR", "LEAVE", "COMP", "DECD", "CUST")
COOL_DAYS = {"PART": 14, "REF": 14, "NOTE": 7, "THIRD": 7}
REASONS = {
    "VULN": "vulnerable", "DISP": "dispute", "REPR": "represented", "LEAVE": "do-not-visit",
    "COMP": "complaint", "DECD": "deceased", "CUST": "custody", "PLAN": "plan", "PAID": "paid",
}  # fmt: skip
GRACE_DAYS = 5
DAY = timedelta(days=1)


@dataclass
class Told:
    """One approach to a borrower."""

    borrower: str
    cases: frozenset[str]
    when: datetime
    channel: str = "visit"
    codes: tuple[str, ...] = ()
    reached: bool = False
    place: str = ""
    planned: datetime | None = None

    @property
    def attempt(self) -> bool:
        """Whether something was attempted, or is still planned."""
        return not self.codes or any(code != "NOTDONE" for code in self.codes)

    @property
    def contact(self) -> bool:
        """Whether somebody was met, or may be."""
        if self.channel != "visit":
            return self.reached
        return not self.codes or any(code in (*MET, *EITHER) for code in self.codes)


@dataclass
class Folder:
    """Everything that was read."""

    zone: ZoneInfo
    profiles: list[dict[str, Any]]
    holidays: set[date]
    workdays: set[date]
    agents: dict[str, dict[str, str]]
    told: list[Told] = field(default_factory=list)
    outcomes: list[dict[str, str]] = field(default_factory=list)
    payments: list[dict[str, str]] = field(default_factory=list)
    releases: list[dict[str, str]] = field(default_factory=list)
    unsafe: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)
    judged: int = 0


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table; none if there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def words(cell: str | None) -> frozenset[str]:
    """A cell of several words."""
    return frozenset(part.strip() for part in (cell or "").split(";") if part.strip())


def moment(cell: str) -> datetime:
    """A time with its zone."""
    when = datetime.fromisoformat(cell)
    assert when.utcoffset() is not None, cell
    return when


# -- one visit --------------------------------------------------------------------------------


@dataclass
class Visit:
    """One row of the routes, or the two of a meeting, with the rows of its cases."""

    day: date
    start: datetime
    end: datetime
    cases: list[dict[str, str]]
    agents: list[dict[str, str]]

    @property
    def people(self) -> int:
        """How many stand at the door."""
        return sum(int(agent.get("people") or 1) for agent in self.agents)

    @property
    def borrower(self) -> str:
        """Whose door it is."""
        return self.cases[0]["borrower_id"]

    def said(self, column: str) -> frozenset[str]:
        """What any of the cases says in a column."""
        return frozenset().union(*(words(case.get(column)) for case in self.cases))

    @property
    def place(self) -> str:
        """The type of the place."""
        return self.cases[0].get("address_type") or "home"


def against(visit: Visit, folder: Folder) -> Iterator[str]:
    """Everything that speaks against a visit."""
    if len({case["borrower_id"] for case in visit.cases}) > 1:
        yield "several borrowers in one visit"
    yield from by_the_product(visit, folder)
    for profile in folder.profiles:
        for complaint in by_profile(visit, profile, folder):
            yield f"{profile['id']}: {complaint}"


def by_the_product(visit: Visit, folder: Folder) -> Iterator[str]:
    """Stages, holds, what came before, and who goes."""
    if any((case.get("stage") or "visit") != "visit" for case in visit.cases):
        yield "stage"
    for case in visit.cases:
        yield from table_holds(case, visit.day)
        yield from outcome_holds(case, visit, folder)
    missed = 0
    last: Told | None = None
    for one in visits_to(visit.borrower, folder, visit.start):
        if one.codes and one.attempt:
            seen = set(one.codes) & {*MET, *EITHER}  # a new time, an illness: somebody was met
            missed = 0 if seen else missed + bool(set(one.codes) & set(MISSED))
            last = one
    if missed >= 3:
        yield f"missed {missed} times in a row"
    if last is not None and not any(case.get("appointment") for case in visit.cases):
        again = {"NAH", "THIRD"} & set(last.codes) and not set(last.codes) & set(MET)
        zone = visit.start.tzinfo
        if again and band(last.when.astimezone(zone), folder) == band(visit.start, folder):
            yield f"same part of the week as the visit in vain of {last.when}"
    yield from by_agent(visit, folder)


def by_agent(visit: Visit, folder: Folder) -> Iterator[str]:
    """Who goes: whoever meets there is fit for it alone; one who speaks the language is enough."""
    yield from too_few(visit, folder)
    for agent in visit.agents:
        for entry in words(agent.get("certificates")):
            last = entry.rpartition(" ")[2]
            if last[:4].isdigit() and date.fromisoformat(last) < visit.day:
                yield f"certificate {entry} of agent {agent['agent_id']}"
        areas = words(agent.get("areas"))
        if areas and any(case.get("area", "") not in areas for case in visit.cases):
            yield "agent of another area"
    spoken = frozenset().union(*(words(agent.get("languages")) for agent in visit.agents))
    for case in visit.cases:
        asked = words(case.get("languages"))
        if asked and not asked & spoken:
            yield "nobody speaks the language"
    alone = replace(visit, agents=visit.agents[:1])
    if alone.people < visit.people and not any(asks_for_more(alone, folder)):
        yield "two agents meet where one would do"


def asks_for_more(alone: Visit, folder: Folder) -> Iterator[str]:
    """Everything for which one agent alone is not enough, at this hour or at another."""
    yield from too_few(alone, folder)
    for profile in folder.profiles:
        for rule in profile.get("crew", []):
            here = not rule.get("areas") or alone.said("area") & set(rule["areas"])
            bound = here and binds(rule, alone.day, alone.said("flags"))
            if bound and rule.get("least", 0) > alone.people:
                yield f"crew {rule['id']}"


def too_few(visit: Visit, folder: Folder) -> Iterator[str]:
    """A risk, known from the table or from an outcome, and one person."""
    risky = "risk" in visit.said("flags") or any(
        case["case_id"] in folder.unsafe for case in visit.cases
    )
    if risky and visit.people < 2:
        yield "one person at a risky door"


def band(when: datetime, folder: Folder) -> tuple[str, str]:
    """A part of the day on a kind of day."""
    day = when.date()
    kind = "weekday" if when.weekday() < 5 else WEEK[when.weekday()]
    if when.weekday() == 6 or (day in folder.holidays and day not in folder.workdays):
        kind = "sun"
    minute = when.hour * 60 + when.minute
    return kind, "morning" if minute < 720 else "afternoon" if minute < 1020 else "evening"


def table_holds(case: dict[str, str], day: date) -> Iterator[str]:
    """Holds that the table states: ``reason`` or ``reason until date``."""
    for hold in words(case.get("holds")):
        _, _, until = hold.partition(" until ")
        if not until or day <= date.fromisoformat(until):
            yield f"held: {hold}"


def outcome_holds(case: dict[str, str], visit: Visit, folder: Folder) -> Iterator[str]:
    """Holds and ends that follow from what was recorded before the day."""
    for payment in folder.payments:
        if payment["case_id"] == case["case_id"]:
            yield f"paid on {payment['when']}"
    for row in folder.outcomes:
        same_person = row["borrower_id"] == case["borrower_id"]
        if row["case_id"] != case["case_id"] and not (same_person and row["code"] in WHOLE_PERSON):
            continue
        code, when = row["code"], moment(row["when"])
        since = when.astimezone(visit.start.tzinfo).date()
        if code in FOR_GOOD and not released(row, folder):
            yield f"{code} of {since} and not released"
        if code in COOL_DAYS and visit.day < since + COOL_DAYS[code] * DAY:
            yield f"{code} of {since} cools off"
        if code == "PTP" and visit.day <= date.fromisoformat(row["until"]) + GRACE_DAYS * DAY:
            yield f"promise until {row['until']}"
        if code == "AWAY" and row["until"] and visit.day <= date.fromisoformat(row["until"]):
            yield f"away until {row['until']}"
        if code in ("MOVED", "WRONG") and row["case_id"] == case["case_id"]:
            yield f"the address was wrong on {since}"


def released(row: dict[str, str], folder: Folder) -> bool:
    """Whether somebody released what an outcome held."""
    return any(
        release["reason"] == REASONS.get(row["code"])
        and release["case_id"] in ("", row["case_id"])
        and release["borrower_id"] == row["borrower_id"]
        and moment(release["when"]) >= moment(row["when"])
        for release in folder.releases
    )


def visits_to(borrower: str, folder: Folder, before: datetime) -> list[Told]:
    """Visits to a borrower before a moment, in order."""
    found = [
        one
        for one in folder.told
        if one.borrower == borrower and one.channel == "visit" and one.when < before
    ]
    return sorted(found, key=lambda one: one.when)


# -- one profile ------------------------------------------------------------------------------


def by_profile(visit: Visit, profile: dict[str, Any], folder: Folder) -> Iterator[str]:
    """What one profile says."""
    flags, consents = visit.said("flags"), visit.said("consents")

    def of(name: str) -> list[dict[str, Any]]:
        return [rule for rule in profile.get(name, []) if binds(rule, visit.day, flags)]

    def kept(name: str) -> list[dict[str, Any]]:
        return [rule for rule in of(name) if not set(rule.get("lifted_by", [])) & consents]

    for rule in shut(visit, of("hours"), profile, folder):
        if not set(rule.get("lifted_by", [])) & consents:
            yield f"hours {rule['id']}: {visit.start} to {visit.end}"
    for rule in kept("caps"):
        yield from capped(visit, rule, folder)
    for rule in kept("min_gap"):
        for one in visits_to(visit.borrower, folder, visit.start):
            if one.attempt and visit.start - one.when < rule["days"] * DAY:
                yield f"min_gap {rule['id']}: {one.when}"
    for rule in kept("prior_contacts"):
        stated = {"call": "phone_attempts", "message": "message_attempts"}[rule["channel"]]
        count = max(int(case.get(stated) or 0) for case in visit.cases) + sum(
            one.borrower == visit.borrower
            and one.channel == rule["channel"]
            and one.when < visit.start
            for one in folder.told
        )
        if count < rule["attempts"]:
            yield f"prior_contacts {rule['id']}: {count}"
    for rule in kept("notice"):
        for case in visit.cases:
            told, lead = case.get("notified"), rule["lead_hours"] * DAY / 24
            if told and not case.get("appointment") and visit.start - moment(told) < lead:
                yield f"notice {rule['id']}: told {told}"
    for rule in kept("consent"):
        if rule.get("consent", "visit") not in consents:
            yield f"consent {rule['id']}"
    for rule in kept("places"):
        yield from placed(visit, rule, consents, folder)
    for rule in kept("crew"):
        yield from crewed(visit, rule)
    for rule in kept("certificates"):
        for agent in visit.agents:
            held = {entry.split(" ")[0] for entry in words(agent.get("certificates"))}
            if rule["certificate"] not in held:
                yield f"certificates {rule['id']}: missing"
    for rule in kept("protected"):
        if flags & set(rule["flags"]):
            yield f"protected {rule['id']}"


def binds(rule: dict[str, Any], day: date, flags: frozenset[str]) -> bool:
    """Whether a rule speaks of visits, on this day, to this borrower."""
    if "visit" not in rule.get("applies_to", ["visit"]):
        return False
    if str(rule.get("effective", "0001-01-01")) > day.isoformat():
        return False
    if str(rule.get("until", "9999-12-31")) < day.isoformat():
        return False
    return not rule.get("if_flags") or bool(set(rule["if_flags"]) & flags)


def named(days: Sequence[str]) -> set[str]:
    """``["mon-fri", "holiday"]`` as single days."""
    found: set[str] = set()
    for entry in days:
        first, _, last = entry.partition("-")
        if first == "holiday":
            found.add(first)
        else:
            found |= set(WEEK[WEEK.index(first) : WEEK.index(last or first) + 1])
    return found


def places_of(rule: dict[str, Any]) -> list[str]:
    """The types of places of a rule; none if it binds at all."""
    stated = rule.get("place", rule.get("places", []))
    return [stated] if isinstance(stated, str) else list(stated)


def speaks_of(rule: dict[str, Any], place: str) -> bool:
    """Whether a rule speaks of a type of place."""
    named_places = places_of(rule)
    return not named_places or place in named_places or (place in HOMES and "home" in named_places)


def shut(
    visit: Visit, rules: list[dict[str, Any]], profile: dict[str, Any], folder: Folder
) -> list[dict[str, Any]]:
    """The hours that a visit leaves: minutes since midnight against minutes since midnight."""
    day = visit.start.date()
    here = [rule for rule in rules if speaks_of(rule, visit.place)]
    worked = day in folder.workdays
    kind = WEEK[day.weekday()]
    if worked and profile.get("adjusted_workdays"):
        kind = "mon"
    elif day in folder.holidays and not worked:
        kind = "holiday" if any("holiday" in named(rule["days"]) for rule in here) else kind
    begins = visit.start.hour * 60 + visit.start.minute + visit.start.second / 60
    ends = begins + (visit.end - visit.start) / timedelta(minutes=1)
    known = any(case.get("working_hours") for case in visit.cases)
    return [
        rule
        for rule in here
        if kind in named(rule["days"])
        and not (rule.get("unless_known") and known)
        and not any(a <= begins and ends <= b for a, b in map(span, rule["open"]))
    ]


def span(text: str) -> tuple[int, int]:
    """``09:00-20:00`` in minutes."""
    start, end = (int(part[:2]) * 60 + int(part[3:5]) for part in text.split("-"))
    return start, end or 1440


def capped(visit: Visit, rule: dict[str, Any], folder: Folder) -> Iterator[str]:
    """Count backwards from the visit: whoever breaks a cap is the last in its window."""
    channels = rule.get("channels", ["visit"])
    if "visit" not in channels or not speaks_of(rule, visit.place):
        return
    kind = rule.get("counts", "attempts")
    for case in visit.cases if rule.get("scope") == "debt" else visit.cases[:1]:
        count = 1
        for one in folder.told:
            if one.borrower != visit.borrower or one.channel not in channels:
                continue
            if one.channel == "visit" and one.place and not speaks_of(rule, one.place):
                continue
            if rule.get("scope") == "debt" and case["case_id"] not in one.cases:
                continue
            if not (one.attempt if kind == "attempts" else one.contact):
                continue
            if rule.get("per") == "day":
                same = one.when.astimezone(visit.start.tzinfo).date() == visit.day
                count += same and one.when < visit.start
            else:
                count += timedelta(0) < visit.start - one.when < rule["days"] * DAY
        if count > rule["most"]:
            yield f"caps {rule['id']}: {count} {kind} for {case['case_id']}"


def placed(
    visit: Visit, rule: dict[str, Any], consents: frozenset[str], folder: Folder
) -> Iterator[str]:
    """Types of places."""
    if visit.place not in places_of(rule):
        return
    if rule["treatment"] == "deny":
        yield f"places {rule['id']}: {visit.place}"
    if rule["treatment"] == "consent" and visit.place not in consents:
        yield f"places {rule['id']}: no consent to {visit.place}"
    after = rule.get("after_fruitless_at")
    if after:
        there = HOMES if after == "home" else (after,)
        tried = sum(
            bool(set(one.codes) & set(MISSED)) and one.place in there
            for one in visits_to(visit.borrower, folder, visit.start)
        )
        if tried < rule["after_fruitless"]:
            yield f"places {rule['id']}: {tried} fruitless visits at {after}"


def crewed(visit: Visit, rule: dict[str, Any]) -> Iterator[str]:
    """How many people."""
    if rule.get("areas") and not visit.said("area") & set(rule["areas"]):
        return
    if rule.get("between"):
        opens, closes = span(rule["between"])
        begins = visit.start.hour * 60 + visit.start.minute
        if begins > closes or begins + (visit.end - visit.start) / timedelta(minutes=1) < opens:
            return
    if not rule.get("least", 0) <= visit.people <= rule.get("most", 99):
        yield f"crew {rule['id']}: {visit.people}"


# -- all days ---------------------------------------------------------------------------------


def read(folder: Path) -> Folder:
    """What does not change from day to day."""
    calendar = rows(folder / "calendar.csv")
    paths = (folder / "profiles.txt").read_text(encoding="utf-8").split()
    profiles = [tomllib.loads(Path(path).read_text(encoding="utf-8")) for path in paths]
    loosened = folder / "loosened.json"
    if loosened.exists():
        loosen(profiles[0], json.loads(loosened.read_text(encoding="utf-8")))
    return Folder(
        zone=ZoneInfo((folder / "zone.txt").read_text(encoding="utf-8").strip()),
        profiles=profiles,
        holidays={date.fromisoformat(row["date"]) for row in calendar if row["kind"] == "holiday"},
        workdays={date.fromisoformat(row["date"]) for row in calendar if row["kind"] == "workday"},
        agents={row["agent_id"]: row for row in rows(folder / "agents.csv")},
    )


def loosen(profile: dict[str, Any], changes: dict[str, dict[str, Any]]) -> None:
    """Change rules; one that names several places is changed place by place."""
    for name, rules in profile.items():
        if name == "places":
            profile[name] = rules = [
                rule | {"id": f"{rule['id']}-{place}", "place": place}
                for rule in rules
                for place in places_of(rule)
            ]
        for rule in rules if isinstance(rules, list) else []:
            rule.update(changes.get(rule["id"], {}))


def audit(folder: Path) -> Folder:
    """Judge all days of a folder, in order."""
    known = read(folder)
    for home in sorted(path for path in folder.iterdir() if path.is_dir()):
        judge_day(home, known)
        learn(home, known)
    return known


def judge_day(home: Path, known: Folder) -> None:
    """Judge the visits of one day against the days before and against each other."""
    cases = {row["case_id"]: row for row in rows(home / "cases.csv")}
    held = {row["case_id"] for row in rows(home / "plan" / "held.csv")}
    visits: list[Visit] = []
    for row in rows(home / "plan" / "routes.csv"):
        if row["type"] != "visit":
            continue
        # A written offset is that of its day; on another day the same zone may have another one.
        start = moment(row["start"]).astimezone(known.zone)
        end = moment(row["end"]).astimezone(known.zone)
        ids = [part for part in row["case_ids"].split(";") if part]
        for case_id in ids:
            if case_id in held:
                known.violations.append(f"{home.name} {case_id}: on a route and held")
        agent = known.agents[row["agent_id"]]
        of_visit = [cases[case_id] for case_id in ids]
        # Two agents who are at a door for the same cases from the same second to the same second
        # meet: that is one visit. Anything else on two routes is two visits.
        met = [
            one
            for one in visits
            if (one.start, one.end, one.cases) == (start, end, of_visit)
            and agent not in one.agents
            and len(one.agents) < 2
        ]
        if met:
            met[0].agents.append(agent)
        else:
            visits.append(Visit(start.date(), start, end, of_visit, [agent]))
    on_routes = Counter(case["case_id"] for visit in visits for case in visit.cases)
    for case_id, count in on_routes.items():
        if count > 1:
            known.violations.append(f"{home.name} {case_id}: on {count} routes")
    for visit in visits:
        if visit.day.isoformat() != home.name:
            known.violations.append(f"{home.name}: a visit on {visit.day}")
        known.told.append(
            Told(
                borrower=visit.borrower,
                cases=frozenset(case["case_id"] for case in visit.cases),
                when=visit.start.astimezone(UTC),
                planned=visit.start.astimezone(UTC),
                place=visit.place,
            )
        )
    for visit in visits:
        known.judged += 1
        name = "+".join(case["case_id"] for case in visit.cases)
        known.violations += [
            f"{home.name} {name}: {complaint}" for complaint in against(visit, known)
        ]


def learn(home: Path, known: Folder) -> None:
    """Read what was recorded after a day: outcomes stand in the place of planned visits."""
    recorded = rows(home / "outcomes.csv")
    known.outcomes += recorded
    known.payments += rows(home / "payments.csv")
    known.releases += rows(home / "releases.csv")
    for row in recorded:
        if row["code"] == "UNSAFE":
            known.unsafe.add(row["case_id"])
        for one in known.told:
            # The visit that was planned becomes what it was, at the time that it had.
            if row["case_id"] in one.cases and one.planned == moment(row["planned"]):
                one.codes = (*one.codes, row["code"])
                one.when = moment(row["when"]).astimezone(UTC)
    known.told += [
        Told(
            borrower=row["borrower_id"],
            cases=words(row.get("case_id")),
            when=moment(row["when"]).astimezone(UTC),
            channel=row["channel"],
            reached=row.get("reached") == "yes",
        )
        for row in rows(home / "approaches.csv")
    ]


def main() -> int:
    """Audit the folder that is named."""
    known = audit(Path(sys.argv[1]))
    count = f"{known.judged} visits judged, {len(known.violations)} violations"
    sys.stdout.write("\n".join([*known.violations, count, ""]))
    return 1 if known.violations else 0


if __name__ == "__main__":
    sys.exit(main())
