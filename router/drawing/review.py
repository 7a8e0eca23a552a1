"""The page on which a person decides about the addresses in review, and takes the decisions away.

The list stands in the page as it is; ``review.js`` turns it into a desk: one address at a time with
its candidates, a map and a pin. What was decided leaves the page as ``corrections.csv`` only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from router.domain.address_parts import PART_NAMES
from router.domain.basemap import BaseMap
from router.domain.places import Place, great_circle_m
from router.domain.review import ReviewItem
from router.drawing.languages import language_of
from router.drawing.maps import MapParts
from router.drawing.markup import join, tag
from router.drawing.nearby import streets_near
from router.drawing.page import full_page
from router.drawing.review_reasons import reason_in, source_in
from router.drawing.review_words import PART_LABELS, WORDS
from router.drawing.safe import Html, safe_json, safe_text, shortened
from router.drawing.streets import ALPHABET, pack_streets

__all__ = ["draw_review"]

_BUDGET = 4_000_000  # characters that the streets may take
_ALL_POINTS = 500_000  # of streets: a region with fewer is carried whole
_CANDIDATES = 5
_LETTERS = "ABCDE"


def draw_review(
    items: Sequence[ReviewItem], basemap: BaseMap, *, region: str = "", lang: str = ""
) -> str:
    """Draw the page of the addresses in review.

    Parameters
    ----------
    items
        What is in review. Rows of the table that could not be read are counted, not listed: a
        correction would not bring them back. So are those about which a person said already that
        there is no point. Cases with one address, reason and choice of places
        are one entry.
    basemap
        The streets of the region.
    region
        Its name.
    lang
        ``en`` or ``zh``, as the other pages of a plan; empty for that of most addresses in review.

    Returns
    -------
    str
        A self-contained HTML file. It holds case ids, addresses and
        candidates, no names and no amounts.
    """
    usable = [item for item in items if item.decidable]
    groups = _grouped(usable)
    lang = lang or language_of(item.address for item in usable)
    words = WORDS[lang]
    data = _data(groups, lang, basemap, region)
    title = words["title"] + (f" · {region}" if region else "")
    body = [
        _bar(title, words, len(groups)),
        *_notices(words, basemap, items),
        *_checked([item for item in items if item.checked], words, lang),
        tag(
            "div",
            _queue(groups, words, lang),
            tag("main", id="desk", class_="desk", hidden="" if not groups else None),
            class_="columns",
        ),
        _footer(words, basemap),
        Html(f'<script type="application/json" id="review-data">{data}</script>'),
    ]
    drawn = MapParts(Html(""), Html("routerReview();" if groups else ""))
    return full_page(shortened(title, 80), body, drawn=drawn, lang=lang, also="review")


def _grouped(items: Sequence[ReviewItem]) -> list[list[ReviewItem]]:
    groups: dict[object, list[ReviewItem]] = {}
    for item in items:
        # A point without an address belongs to its own case only.
        own = item.case_id if not item.address.strip() else ""
        groups.setdefault((item.address, item.why, item.candidates, own), []).append(item)
    return list(groups.values())


def _data(groups: Sequence[list[ReviewItem]], lang: str, basemap: BaseMap, region: str) -> Html:
    """Return all that the script needs, the streets included."""
    listed = [_entry(group, lang) for group in groups]
    points = [place.coordinate for group in groups for place in group[0].candidates]
    if sum(len(line.points) for line in basemap.lines) > _ALL_POINTS:
        basemap = streets_near(basemap, points)
    packed = pack_streets(basemap, basemap.extent, budget=_BUDGET)
    box = basemap.extent
    page_id = hashlib.sha256(json.dumps([region, listed]).encode()).hexdigest()[:16]
    return safe_json(
        {
            "id": page_id,
            "words": WORDS[lang],
            "lang": lang,
            "box": [box.south, box.west, box.north, box.east],
            "attribution": safe_text(basemap.attribution),
            "streets": {
                "alphabet": ALPHABET,
                "lines": packed.lines,
                "names": [safe_text(name) for name in packed.names],
            },
            "items": listed,
        }
    )


def _entry(group: Sequence[ReviewItem], lang: str) -> dict[str, object]:
    first = group[0]
    return {
        "address": _clean(first.address),
        "cases": [_clean(item.case_id) for item in group],
        "why": _clean(reason_in(lang, first.why)),
        "parts": [[_clean(name), _clean(text)] for name, text in _parts(first, lang)],
        "candidates": [
            {
                "text": _clean(place.matched),
                "grade": place.grade.value,
                "score": round(place.score, 2),
                "lat": place.coordinate.lat,
                "lon": place.coordinate.lon,
                "error": round(place.error_m),
                "source": _clean(source_in(lang, place.source)),
                "apart": round(_apart(first.candidates[0], place)),
            }
            for place in first.candidates[:_CANDIDATES]
        ],
    }


def _clean(text: str) -> str:
    """Replace lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _parts(item: ReviewItem, lang: str) -> list[tuple[str, str]]:
    if item.parts is None:
        return []
    labels = PART_LABELS[lang]
    said = ((labels.get(name, name), getattr(item.parts, name)) for name in PART_NAMES)
    return [(label, text) for label, text in said if text]


def _apart(first: Place, other: Place) -> float:
    return great_circle_m(first.coordinate, other.coordinate)


def _bar(title: str, words: dict[str, str], count: int) -> Html:
    progress = words["progress"].replace("{done}", "0").replace("{all}", str(count))
    return tag(
        "header",
        tag("h1", safe_text(title)),
        tag(
            "div",
            tag("b", safe_text(progress), id="progress-text"),
            tag("div", tag("i"), class_="meter", aria_hidden="true"),
            class_="progress",
            role="status",
        ),
        tag("div", id="tools", class_="tools"),
        class_="bar",
    )


def _notices(words: dict[str, str], basemap: BaseMap, items: Sequence[ReviewItem]) -> list[Html]:
    unread = sum(not item.decidable and not item.checked for item in items)
    said = [words["unread"].replace("{n}", str(unread))] if unread else []
    if basemap.synthetic:
        said.append(words["synthetic"])
    shown = [tag("p", safe_text(text), class_="notice") for text in said]
    return [*shown, tag("noscript", tag("p", safe_text(words["script"]), class_="notice"))]


def _checked(items: Sequence[ReviewItem], words: dict[str, str], lang: str) -> list[Html]:
    """List what people looked for in vain, folded: it is said, and nobody is asked again."""
    if not items:
        return []
    rows = (
        tag("li", safe_text(f"{item.case_id} · {item.address} · {reason_in(lang, item.why)}"))
        for item in items
    )
    head = tag("summary", safe_text(words["checked"].replace("{n}", str(len(items)))))
    return [tag("details", head, tag("ul", *rows), class_="notice")]


def _queue(groups: Sequence[list[ReviewItem]], words: dict[str, str], lang: str) -> Html:
    if not groups:
        return tag("p", safe_text(words["none"]), class_="notice fine")
    entries = (_queue_entry(at, group, words, lang) for at, group in enumerate(groups))
    return tag(
        "section",
        tag("div", id="finder", class_="finder"),
        tag("ol", *entries, id="queue", class_="queue"),
        aria_label=words["title"],
        class_="side",
    )


def _queue_entry(at: int, group: Sequence[ReviewItem], words: dict[str, str], lang: str) -> Html:
    first = group[0]
    cases = ", ".join(item.case_id for item in group[:3])
    more = f" +{len(group) - 3}" if len(group) > 3 else ""
    head = tag(
        "button",
        tag("b", safe_text(first.address or words["no_address"])),
        tag("span", safe_text(cases + more), class_="ids"),
        tag("span", safe_text(reason_in(lang, first.why)), class_="because"),
        tag("span", class_="state"),
        type="button",
        data_at=str(at),
    )
    candidates = (
        tag(
            "li",
            tag("b", Html(_LETTERS[number])),
            Html(" "),
            safe_text(place.matched),
            Html(" "),
            tag("span", safe_text(_measured(place, first, words)), class_="soft small"),
        )
        for number, place in enumerate(first.candidates[:_CANDIDATES])
    )
    decision = tag("p", safe_text(words["paper"] + ": "), tag("span", class_="line"))
    return tag("li", head, tag("div", tag("ul", *candidates), decision, class_="paper"))


def _measured(place: Place, first: ReviewItem, words: dict[str, str]) -> str:
    point = place.coordinate
    apart = round(_apart(first.candidates[0], place))
    texts = [words[place.grade.value], words["score"].replace("{s}", f"{place.score:.2f}")]
    texts.append(f"± {place.error_m:.0f} m")
    if apart:
        texts.append(words["from_first"].replace("{d}", f"{apart} m"))
    return " · ".join([*texts, f"{point.lat:.5f}, {point.lon:.5f}"])


def _footer(words: dict[str, str], basemap: BaseMap) -> Html:
    parts = [safe_text(words["keys"])] if basemap.lines else []
    if basemap.attribution:
        parts.append(safe_text(basemap.attribution))
    parts.append(safe_text(words["offline"]))
    return tag("footer", join(parts, " · "))
