"""Western addresses come apart into the same parts; the street stays as written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from router.geocoding.parsing import parse_address

GOLDEN = Path(__file__).parents[2] / "golden" / "addresses_western.csv"
ROWS = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[row["address"] for row in ROWS])
def test_the_labelled_addresses_are_read_as_labelled(row: dict[str, str]) -> None:
    expected = {name: value for name, value in row.items() if name != "address"}
    read = parse_address(row["address"]).to_dict()
    assert {name: read[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        (
            "c/o Lind, Liisankatu 5 A 12, 00170 Helsinki",
            {"city": "Helsinki", "road": "Liisankatu", "number": "5", "unit": "A", "room": "12",
             "postcode": "00170", "rest": "c/o Lind"},
        ),
        (
            "12 Main St Apt 4B, Springfield, IL 62704",
            {"province": "IL", "city": "Springfield", "road": "Main St", "number": "12",
             "room": "4B", "postcode": "62704"},
        ),
        (
            "Rua do Almada 123, 3º Dto, 4050-037 Porto",
            {"city": "Porto", "road": "Rua do Almada", "number": "123", "floor": "3",
             "room": "Dto", "postcode": "4050-037"},
        ),
        (
            "Hauptstr. 12, Whg. 5, 2. OG, 10115 Berlin, Germany",
            {"city": "Berlin", "road": "Hauptstr.", "number": "12", "floor": "2", "room": "5",
             "postcode": "10115", "rest": "Germany"},
        ),
        (
            "Flat 3, Rose House, 12 High Street, London SW1A 1AA",
            {"city": "London", "road": "High Street", "number": "12", "compound": "Rose House",
             "room": "3", "postcode": "SW1A 1AA"},
        ),
        (
            "P.O. Box 123, Springfield IL 62704",
            {"province": "IL", "city": "Springfield", "postcode": "62704", "rest": "P.O. Box 123"},
        ),
        (
            "Calle Mayor, 12, 3º B, 28013 Madrid",
            {"city": "Madrid", "road": "Calle Mayor", "number": "12", "floor": "3", "room": "B",
             "postcode": "28013"},
        ),
        (
            "Straße des 17. Juni 135, 10623 Berlin",
            {"city": "Berlin", "road": "Straße des 17. Juni", "number": "135",
             "postcode": "10623"},
        ),
        (
            "No. 12 Wensan Road, Xihu District, Hangzhou, Zhejiang Province",
            {"province": "Zhejiang Province", "city": "Hangzhou", "district": "Xihu District",
             "road": "Wensan Road", "number": "12"},
        ),
        ("12 bis rue de Rivoli", {"road": "rue de Rivoli", "number": "12 bis"}),
        ("somewhere", {"rest": "somewhere"}),
    ],
)  # fmt: skip
def test_western_addresses(written: str, parts: dict[str, str]) -> None:
    filled = {name: value for name, value in parse_address(written).to_dict().items() if value}
    assert filled == parts
