"""The page of learned presence: chances by the hour as a picture, and the numbers beneath."""

from __future__ import annotations

from router.domain.bands import DayGroup
from router.domain.learned import FEW, LearnedCell, LearnedPresence
from router.domain.places import PlaceType
from router.domain.presence import CellRate, HourBand, PresenceCell
from router.drawing.markup import join, tag
from router.drawing.page import figures, full_page, table
from router.drawing.presence_chart import presence_chart
from router.drawing.presence_words import PRESENCE_WORDS
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import date_in

__all__ = ["draw_presence"]

_GROUPS = {DayGroup.WEEKDAY: "weekday", DayGroup.SATURDAY: "saturday", DayGroup.SUNDAY: "sunday"}
_LITTLE = 100  # visits below which nothing is said of the whole
_SHOWN = 30  # finer cells in the second table

Words = dict[str, str]


def draw_presence(learned: LearnedPresence, *, lang: str = "en") -> str:
    """Draw what was learned about when borrowers are met.

    Parameters
    ----------
    learned
        What was learned.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    str
        A self-contained HTML file without a script; it holds nothing of single borrowers.
    """
    words = PRESENCE_WORDS[lang]
    title = _title(learned, words, lang)
    over = tag("p", safe_text(words["over"]), class_="over")
    body = [tag("header", tag("div", over, tag("h1", safe_text(title))), class_="top")]
    body.append(figures(_figures(learned, words), main=1))
    if learned.visits < _LITTLE:
        text = words["little_text"].replace("{n}", str(learned.visits))
        body.append(_said(words["little"], text.replace("{few}", str(FEW)), look="notice"))
    if learned.visits:
        body += _pictures(learned, words)
        body.append(_numbers(learned, words))
        body += _differing(learned, words)
    body.append(
        tag(
            "section",
            _said(words["how_head"], words["how"]),
            _said(words["own_head"], words["own"]),
            class_="duties",
        )
    )
    body.append(tag("footer", safe_text(words["offline"])))
    return full_page(f"{words['over']} · {title}", body, lang=lang, also="proof")


def _title(learned: LearnedPresence, words: Words, lang: str) -> str:
    if not learned.visits or learned.first is None or learned.last is None:
        return words["none"]
    text = words["span"].replace("{n}", str(learned.visits))
    first, last = date_in(lang, learned.first), date_in(lang, learned.last)
    return text.replace("{a}", first).replace("{b}", last)


def _figures(learned: LearnedPresence, words: Words) -> list[tuple[str, str]]:
    shown = [(str(learned.visits), words["visits"])]
    if learned.visits:
        shown.append((_percent(learned.met / learned.visits), words["met"]))
    shown.append((str(learned.wrong), words["wrong"]))
    kept = learned.appointment
    if kept.tried:
        shown.append((str(kept.tried), words["appointments"]))
        caption = words["appointment_met"].replace("{prior}", _percent(kept.prior))
        shown.append((_percent(kept.mean), caption))
    return shown


def _grouped(learned: LearnedPresence) -> dict[tuple[PlaceType, DayGroup], list[LearnedCell]]:
    found: dict[tuple[PlaceType, DayGroup], list[LearnedCell]] = {}
    for cell, rate in learned.base:
        found.setdefault((cell.place_type, cell.group), []).append((cell, rate))
    return found


def _pictures(learned: LearnedPresence, words: Words) -> list[Html]:
    """Draw a chart for every kind of place and of day in which something was tried."""
    charts, untried = [], []
    for (kind, group), cells in _grouped(learned).items():
        place, days = words[kind.value], words[_GROUPS[group]]
        if not any(rate.tried for _, rate in cells):
            untried.append(f"{place} {days}")
            continue
        best, rate = learned.best(kind, group)
        said = words["best" if rate.tried else "untried"]
        said = said.replace("{hours}", _hours(best.hours, words))
        said = said.replace("{rate}", _percent(rate.mean)).replace("{n}", str(rate.tried))
        label = words["chart"].replace("{place}", place).replace("{days}", days)
        bars = [(_hours(cell.hours, words), one) for cell, one in cells]
        charts.append(
            tag(
                "figure",
                tag("h3", safe_text(f"{place}, {days}")),
                presence_chart(bars, label),
                tag("figcaption", safe_text(said), class_="small"),
                class_="hours",
            )
        )
    key = tag(
        "div",
        tag("span", tag("i", class_="was"), safe_text(words["assumed"])),
        tag("span", tag("i", class_="is"), safe_text(words["learned"])),
        tag("span", safe_text(words["below"])),
        class_="signs",
    )
    parts = [
        tag("h2", safe_text(words["picture"])),
        tag("div", *charts, class_="charts"),
        key,
    ]
    if untried:
        said = words["not_tried"].replace("{which}", ", ".join(untried))
        parts.append(tag("p", safe_text(said), class_="sum"))
    return parts


def _numbers(learned: LearnedPresence, words: Words) -> Html:
    names = ("place", "days", "hours", "chance", "assumed_head", "visits_head", "met_head")
    rows = [
        [*_where(cell, words), _chance(rate, words), Html(_percent(rate.prior)),
         Html(str(rate.tried)), Html(str(rate.met))]
        for cells in _grouped(learned).values()
        if any(rate.tried for _, rate in cells)
        for cell, rate in cells
    ]  # fmt: skip
    return join(
        [
            tag("h2", safe_text(words["numbers"])),
            table([words[name] for name in names], rows, numbers=(4, 5, 6), look="presence"),
        ]
    )


def _differing(learned: LearnedPresence, words: Words) -> list[Html]:
    """Show the areas and weekdays that differ from all of them together."""
    parts = [tag("h2", safe_text(words["differ"]))]
    found = learned.differing
    if not found:
        return [*parts, tag("p", safe_text(words["no_differ"]))]
    parts.append(tag("p", safe_text(words["differ_text"]), class_="soft small"))
    weekdays = words["weekdays"].split()
    rows = []
    for cell, rate in found[:_SHOWN]:
        every = learned.all_days(cell)
        points = round(100 * (rate.mean - every.mean))
        day = words["all"] if cell.weekday is None else weekdays[cell.weekday]
        rows.append(
            [
                safe_text(shortened(cell.area, 40) or words["all"]),
                safe_text(day),
                *_where(cell, words),
                _chance(rate, words),
                Html(_percent(every.mean)),
                safe_text(words["points"].replace("{n}", f"{points:+d}".replace("-", "−"))),
                Html(str(rate.tried)),
            ]
        )
    names = ("area", "weekday_head", "place", "days", "hours", "chance", "all", "difference")
    heads = [words[name] for name in (*names, "visits_head")]
    parts.append(table(heads, rows, numbers=(6, 7, 8), look="presence"))
    if len(found) > _SHOWN:
        more = words["more_differ"].replace("{n}", str(len(found) - _SHOWN))
        parts.append(tag("p", safe_text(more), class_="sum"))
    return parts


def _where(cell: PresenceCell, words: Words) -> list[Html]:
    place, days = words[cell.place_type.value], words[_GROUPS[cell.group]]
    return [safe_text(text) for text in (place, days, _hours(cell.hours, words))]


def _chance(rate: CellRate, words: Words) -> Html:
    """A chance with its bounds: the dot is the chance, the line where else it may lie."""
    place = (
        f"--low:{100 * rate.low:.1f}%;--high:{100 * rate.high:.1f}%;--rate:{100 * rate.mean:.1f}%"
    )
    bounds = f"{100 * rate.low:.0f}–{100 * rate.high:.0f} %"
    few = "" if rate.tried >= FEW else f" · {words['few' if rate.tried else 'assumed']}"
    return join(
        [
            tag("b", Html(_percent(rate.mean))),
            tag("span", safe_text(f" {bounds}{few}"), class_="soft small"),
            tag("span", tag("i"), tag("u"), class_="chance", style=place),
        ]
    )


def _hours(hours: HourBand, words: Words) -> str:
    start, end = f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"
    if start == "00:00":
        return words["day_start"].replace("{b}", end)
    if end == "00:00":
        return words["day_end"].replace("{a}", start)
    return f"{start}–{end}"


def _percent(chance: float) -> str:
    return f"{100 * chance:.0f} %"


def _said(head: str, text: str, *, look: str | None = None) -> Html:
    return tag("p", tag("b", safe_text(head)), Html(" "), safe_text(text), class_=look)
