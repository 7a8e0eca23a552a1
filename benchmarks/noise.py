"""Kinds of noise in Western addresses: each takes a door and dice, and writes its address badly.

The tables here are written without looking at those of the package, as a stranger would write them:
a kind that does not apply to an address (no umlaut in it, no postcode) returns an empty text, and
is not asked.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["ELSEWHERE", "FAMOUS", "KINDS", "OTHER_STREETS", "Noise", "Written", "mistyped"]

KEYS_BESIDE = {
    **{"q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "rzyg", "y": "tuh", "z": "tuh"},
    **{"u": "zyij", "i": "uok", "o": "ipl", "p": "ol", "a": "qsw", "s": "adwx", "d": "sfec"},
    **{"f": "dgrv", "g": "fhtb", "h": "gjzn", "j": "hkum", "k": "jli", "l": "kop", "x": "cs"},
    **{"c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj"},
}
# As a person abbreviates: (what is written out, what is written instead).
SHORT = (
    (r"Street\b", ("St", "St.", "Str")),
    (r"Avenue\b", ("Ave", "Ave.", "Av")),
    (r"Place\b", ("Pl", "Pl.")),
    (r"Square\b", ("Sq", "Sq.")),
    (r"Lane\b", ("Ln", "Ln.")),
    (r"\bWest\b", ("W", "W.")),
    (r"\bSouth\b", ("S", "So.")),
    (r"(?<=[a-zäöü])straße\b", ("str.", "str", "strasse")),
    (r"\bStraße\b", ("Str.", "Str", "Strasse")),
    (r"(?<=[a-zäöü])platz\b", ("pl.",)),
    (r"(?<=[a-zäöü])weg\b", ("w.",)),
    (r"(?<=[a-zäöü])gasse\b", ("g.",)),
    (r"\bRua\b", ("R.", "R")),
    (r"\bAvenida\b", ("Av.", "Av", "Avda.")),
    (r"\bTravessa\b", ("Trav.", "Tv.")),
    (r"\bDoutor\b", ("Dr.", "Dr")),
    (r"(?<=[a-zäö])katu\b", ("k.",)),
    (r"(?<=[a-zäö])tie\b", ("t.",)),
    (r"\bBulevardi\b", ("Bulev.",)),
)
FLATS = {
    "Finland": ("{} A 12", "{} as. 4", "{} B 3 krs", "{} C", "{} A12", "{} bostad 4", "{} E 57"),
    "Portugal": (
        "{}, 2º Esq",
        "{}, 3º Dto",
        "{} r/c",
        "{}, 1.º andar",
        "{} 2º D",
        "{} - 3º Frente",
    ),
    "USA": (
        "{} Apt 4B",
        "{}, Apt. 12",
        "{} #3",
        "{}, Unit 2",
        "{} Floor 2",
        "{}, Ste 100",
        "{} 5F",
    ),
    "Germany": ("{} 2. OG", "{}, EG links", "{} Whg. 3", "{}, Hinterhaus", "{} 1. Stock", "{} / 4"),
}
COUNTRIES = {
    "Finland": ("Finland", "Suomi", "FINLAND", "FI", "Finnland"),
    "Portugal": ("Portugal", "PORTUGAL", "PT"),
    "USA": ("USA", "United States", "U.S.A.", "US", "NY, USA"),
    "Germany": ("Germany", "Deutschland", "DE", "Hessen", "Alemanha"),
}
PEOPLE = ("c/o Meier", "c/o Virtanen", "c/o Silva")


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of a clean address.

    Parameters
    ----------
    street, number, postcode, city
        As tagged; postcode and city may be empty.
    country
        Of the extract.
    """

    street: str
    number: str
    postcode: str
    city: str
    country: str

    @property
    def line(self) -> str:
        """Street and number in the country's order."""
        return (
            f"{self.number} {self.street}" if self.number_first else f"{self.street} {self.number}"
        )

    @property
    def other_line(self) -> str:
        """Street and number in the other order."""
        return (
            f"{self.street} {self.number}" if self.number_first else f"{self.number} {self.street}"
        )

    @property
    def number_first(self) -> bool:
        """Whether the country writes the number first."""
        return self.country == "USA"

    @property
    def town(self) -> str:
        """Postcode and city in the country's order."""
        if self.country == "USA":
            state = f"NY {self.postcode}".strip()
            return f"{self.city}, {state}" if self.city else self.postcode
        return f"{self.postcode} {self.city}".strip()

    @property
    def clean(self) -> str:
        """The whole address in the country's order."""
        return joined(self.line, self.town)


Noise = Callable[[Written, random.Random], str]


def joined(*parts: str) -> str:
    """Join what is not empty by commas."""
    return ", ".join(part for part in parts if part)


def mistyped(text: str, dice: random.Random, *, within: tuple[int, int] | None = None) -> str:
    """Make one typing mistake in the letters of a text: insert, delete, replace, swap, double.

    Parameters
    ----------
    text
        Of which only letters are touched, so that no number becomes another.
    dice
        What draws.
    within
        First and last but one place that may be touched; all of them if None.

    Returns
    -------
    str
        Another text; the same if it holds no two letters side by side.
    """
    low, high = within or (0, len(text))
    places = [i for i in range(low, high) if text[i].isalpha()]
    if not places:
        return text
    for _ in range(20):
        place = dice.choice(places)
        letter = text[place]
        beside = KEYS_BESIDE.get(letter.lower(), "e")
        other = dice.choice(beside if dice.random() < 0.7 else "abcdefghijklmnopqrstuvwxyz")
        kind = dice.randrange(5)
        if kind == 0:
            made = text[:place] + other + text[place:]
        elif kind == 1:
            made = text[:place] + text[place + 1 :]
        elif kind == 2:
            made = text[:place] + other + text[place + 1 :]
        elif kind == 3 and place + 1 < high and text[place + 1].isalpha():
            made = text[:place] + text[place + 1] + letter + text[place + 2 :]
        else:
            made = text[:place] + letter + text[place:]
        if made != text and made[place : place + 1] not in "0123456789":
            return made
    return text


def typo_beside(door: Written, dice: random.Random) -> str:
    """Make one mistake beside the house number, and not in it: a letter more, a blank lost."""
    text = door.clean
    first = text.index(door.number)
    last = first + len(door.number)
    letter = dice.choice("qwertzuiopasdfghjklyxcvbnm.,-")
    made = [text[:first] + letter + text[first:], text[:last] + letter + text[last:]]
    if first > 0:
        made += [text[: first - 1] + text[first:], text[: first - 1] + letter + text[first:]]
        made.append(text[: first - 1] + "  " + text[first:])
    if last < len(text):
        made += [text[:last] + text[last + 1 :], text[:last] + letter + text[last + 1 :]]
    return dice.choice(made)


def typo_in(part: str) -> Noise:
    """Return the noise that mistypes one part of a clean address."""

    def noise(door: Written, dice: random.Random) -> str:
        if part == "street":
            made = Written(
                mistyped(door.street, dice), door.number, door.postcode, door.city, door.country
            )
            return made.clean
        if part == "street alone":
            made = Written(mistyped(door.street, dice), door.number, "", "", door.country)
            return made.clean
        if part == "city":
            if not door.city:
                return ""
            made = Written(
                door.street, door.number, door.postcode, mistyped(door.city, dice), door.country
            )
            return made.clean
        if part == "type":
            found = re.search(TYPE_WORDS, door.street)
            if found is None:
                return ""
            wrong = mistyped(door.street, dice, within=found.span())
            return Written(wrong, door.number, door.postcode, door.city, door.country).clean
        return mistyped(door.clean, dice)

    return noise


TYPE_WORDS = (
    r"(?i)(street|avenue|place|square|lane|mews|straße|weg|gasse|platz|chaussee|ring|rua|avenida|"
    r"travessa|katu|tie|kuja|ranta|bulevardi|aukio|esplanadi|penger)(?=\W|$)"
)


def abbreviated(door: Written, dice: random.Random) -> str:
    """Abbreviate one or all words of the street that people abbreviate."""
    street = door.street
    for long, shorts in SHORT:
        street = re.sub(long, dice.choice(shorts), street)
    if street == door.street:
        return ""
    return Written(street, door.number, door.postcode, door.city, door.country).clean


def initialled(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Write the first of three or more words as an initial: W.-Leuschner-Str."""
    words = re.split(r"([ -])", door.street)
    first = 2 if words[0] in ("Rua", "Avenida") else 0
    if len(words) < first + 5 or len(words[first]) < 4:
        return ""
    words[first] = words[first][0] + "."
    return Written("".join(words), door.number, door.postcode, door.city, door.country).clean


def plain(text: str) -> str:
    """Drop diacritics."""
    text = text.replace("ß", "ss").replace("ø", "o").replace("æ", "ae")
    kept = unicodedata.normalize("NFKD", text)
    return "".join(c for c in kept if not unicodedata.combining(c))


def undotted(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Drop diacritics, if there are any."""
    made = plain(door.clean)
    return made if made != door.clean else ""


def digraphs(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Write ä as ae, ö as oe, ü as ue, ß as ss."""
    made = door.clean
    for letter, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        made = made.replace(letter, pair).replace(letter.upper(), pair.capitalize())
    return made if made != door.clean else ""


def garbled(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Read UTF-8 as Latin-1, as spreadsheets do."""
    if door.clean.isascii():
        return ""
    return door.clean.encode("utf-8").decode("latin-1")


def glued_number(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Leave out the blank between street and number."""
    return (
        joined(door.line.replace(f" {door.number}", door.number, 1), door.town)
        if not (door.number_first)
        else joined(door.line.replace(f"{door.number} ", door.number, 1), door.town)
    )


def glued_words(door: Written, dice: random.Random) -> str:
    """Leave out one blank of the street, or all."""
    blanks = [i for i, letter in enumerate(door.street) if letter in " -"]
    if not blanks:
        return ""
    place = dice.choice(blanks)
    street = door.street[:place] + door.street[place + 1 :]
    return Written(street, door.number, door.postcode, door.city, door.country).clean


def split_word(door: Written, dice: random.Random) -> str:
    """Put a blank or a hyphen before the type that the name ends with."""
    found = re.search(r"(?<=[a-zäöüß])(straße|weg|gasse|platz|katu|tie|kuja|ranta)$", door.street)
    if found is None:
        return ""
    street = door.street[: found.start()] + dice.choice(" -") + found.group().capitalize()
    return Written(street, door.number, door.postcode, door.city, door.country).clean


def spaced(door: Written, dice: random.Random) -> str:
    """Double blanks, and put some at the ends and before commas."""
    made = re.sub(" ", lambda _: dice.choice((" ", "  ", "   ", "\t")), door.clean)
    return f"  {made.replace(',', dice.choice((' ,', ',  ', ' , ')))} "


def punctuated(door: Written, dice: random.Random) -> str:
    """Write other marks than commas, and a full stop at the end."""
    made = door.clean.replace(", ", dice.choice(("; ", " - ", " / ", "\n", " | ", ". ", ",", ",,")))
    return made + dice.choice(("", ".", ",", ";"))


def numbered(door: Written, dice: random.Random) -> str:
    """Announce the number."""
    word = {"Portugal": "nº", "Germany": "Nr.", "Finland": "nro", "USA": "No."}[door.country]
    mark = dice.choice((f"{word} ", f", {word} ", "no "))
    line = (
        f"{word} {door.number} {door.street}"
        if door.number_first
        else (f"{door.street}{'' if mark[0] == ',' else ' '}{mark}{door.number}")
    )
    return joined(line, door.town)


def flat(door: Written, dice: random.Random) -> str:
    """Add a flat, a stair or a floor."""
    return joined(dice.choice(FLATS[door.country]).format(door.line), door.town)


def flat_first(door: Written, dice: random.Random) -> str:
    """Put the flat before the street."""
    word = dice.choice(("Apt 4", "Flat 2", "Unit 3B", "2nd floor"))
    return joined(f"{word}, {door.line}", door.town)


def country(door: Written, dice: random.Random) -> str:
    """Add the country."""
    return joined(door.clean, dice.choice(COUNTRIES[door.country]))


def coded(door: Written, dice: random.Random) -> str:
    """Write the country's code before the postcode: D-63303."""
    if not door.postcode or door.country == "USA":
        return ""
    code = {"Germany": ("D-", "DE-"), "Finland": ("FI-", "FIN-"), "Portugal": ("PT-", "P-")}
    town = f"{dice.choice(code[door.country])}{door.postcode} {door.city}".strip()
    return joined(door.line, town)


def city_first(door: Written, dice: random.Random) -> str:
    """Put the city first, the postcode with it or last."""
    if not door.city:
        return ""
    orders = (
        joined(door.town, door.line),
        joined(door.city, door.line, door.postcode),
        f"{door.city} {door.line} {door.postcode}",
        f"{door.postcode} {door.city} {door.line}",
    )
    return dice.choice(orders).strip()


def postcode_moved(door: Written, dice: random.Random) -> str:
    """Put the postcode where the country does not."""
    if not door.postcode:
        return ""
    orders = (
        joined(door.postcode, door.line, door.city),
        joined(door.line, door.city, door.postcode),
        joined(f"{door.line} {door.postcode}", door.city),
        joined(f"{door.line}", f"{door.city} ({door.postcode})"),
    )
    return dice.choice(orders)


def swapped(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Write hyphens for blanks or blanks for hyphens in the street."""
    street = door.street.translate({ord("-"): " ", ord(" "): "-"})
    if street == door.street:
        return ""
    return Written(street, door.number, door.postcode, door.city, door.country).clean


def lettered(door: Written, dice: random.Random) -> str:
    """Write the letter of a number apart, or in the other case."""
    found = re.fullmatch(r"(\d+) ?([a-zA-Z])", door.number)
    if found is None:
        return ""
    number, letter = found.groups()
    made = dice.choice((f"{number} {letter}", f"{number}-{letter}", number + letter.swapcase()))
    return Written(door.street, made, door.postcode, door.city, door.country).clean


def looked_alike(door: Written, dice: random.Random) -> str:
    """Write a digit for a letter that looks like it, as text recognition does."""
    text = door.street
    places = [place for place, letter in enumerate(text) if letter in "loOiI"]
    if not places:
        return ""
    place = dice.choice(places)
    street = text[:place] + ("0" if text[place] in "oO" else "1") + text[place + 1 :]
    return Written(street, door.number, door.postcode, door.city, door.country).clean


def uncommaed(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Leave out all commas."""
    return door.clean.replace(",", "")


def two_typos(door: Written, dice: random.Random) -> str:
    """Make two mistakes anywhere."""
    return mistyped(mistyped(door.clean, dice), dice)


def mixed(*kinds: str) -> Noise:
    """Return a noise that draws one of some kinds and then mistypes it."""

    def noise(door: Written, dice: random.Random) -> str:
        made = KINDS[dice.choice(kinds)](door, dice)
        return mistyped(made, dice) if made else ""

    return noise


KINDS: Mapping[str, Noise] = {
    "clean": lambda door, _: door.clean,
    "no city": lambda door, _: door.line,
    "city, no postcode": lambda door, _: joined(door.line, door.city) if door.city else "",
    "postcode alone": lambda door, _: joined(door.line, door.postcode) if door.postcode else "",
    "number on the other side": lambda door, _: joined(door.other_line, door.town),
    "other side, no city": lambda door, _: door.other_line,
    "city first": city_first,
    "postcode moved": postcode_moved,
    "no commas": uncommaed,
    "upper case": lambda door, _: door.clean.upper(),
    "lower case": lambda door, _: door.clean.lower(),
    "no diacritics": undotted,
    "ae for ä": digraphs,
    "wrong encoding": garbled,
    "abbreviated": abbreviated,
    "initial": initialled,
    "doubled blanks": spaced,
    "other punctuation": punctuated,
    "announced number": numbered,
    "glued number": glued_number,
    "glued words": glued_words,
    "split word": split_word,
    "flat or stair": flat,
    "flat first": flat_first,
    "comma beside the number": lambda door, _: joined(
        *((door.number, door.street) if door.number_first else (door.street, door.number)),
        door.town,
    ),
    "hyphens and blanks": swapped,
    "blank before the letter": lettered,
    "O for 0, l for 1": looked_alike,
    "country": country,
    "country code": coded,
    "a person": lambda door, dice: joined(dice.choice(PEOPLE), door.clean),
    "typo: street": typo_in("street"),
    "typo: street, no city": typo_in("street alone"),
    "typo: type word": typo_in("type"),
    "typo: city": typo_in("city"),
    "typo: beside the number": typo_beside,
    "typo: anywhere": typo_in("anywhere"),
    "typo, lower case": lambda door, dice: mistyped(door.clean.lower(), dice),
    "typo, upper case": lambda door, dice: mistyped(door.clean, dice).upper(),
    "typo, no diacritics": lambda door, dice: mistyped(plain(door.clean), dice),
    "typo, other order": mixed("number on the other side", "city first", "postcode moved"),
    "typo, abbreviated": mixed("abbreviated"),
    "typo, flat": mixed("flat or stair"),
    "typo, no commas": mixed("no commas"),
    "two typos": two_typos,
}
OTHER_TOWNS = """
Tampere; 33100 Tampere; 00250 Espoo; Stockholm; 111 22 Stockholm; Lisboa; 1000-001
Lisboa; Braga; Coimbra; Madrid; 28001 Madrid; Berlin; 10115 Berlin; 60311 Frankfurt am
Main; Offenbach; Langen; Darmstadt; München; 63225 Langen; Brooklyn; Albany; Hoboken, NJ
07030; Chicago, IL; Los Angeles, CA 90012; Boston, MA; London; Paris; 75001 Paris; Wien;
Zürich; Turku; 20100 Turku; Vantaa; Oulu; Jersey City; Newark; Queens; 11201 Brooklyn;
Utrecht; Warszawa; Roma; Sevilla
"""
OTHER_TYPES = (
    (r"Street\b", ("Avenue", "Road", "Place", "Lane", "Court")),
    (r"Avenue\b", ("Street", "Road", "Boulevard")),
    (r"straße\b", ("weg", "platz", "gasse", "ring", "allee")),
    (r"weg\b", ("straße", "gasse", "platz", "ring")),
    (r"\bRua\b", ("Avenida", "Travessa", "Praça", "Largo")),
    (r"katu\b", ("tie", "kuja", "polku", "aukio")),
    (r"tie\b", ("katu", "kuja", "polku")),
)


def other_town(dice: random.Random) -> str:
    """Draw a town that none of the extracts is."""
    return " ".join(dice.choice(OTHER_TOWNS.split(";")).split())


def elsewhere(door: Written, dice: random.Random) -> str:
    """State another town for the same street and number."""
    town = other_town(dice)
    return dice.choice((f"{door.line}, {town}", f"{door.line} {town}", f"{town}, {door.line}"))


def elsewhere_mistyped(door: Written, dice: random.Random) -> str:
    """State another town with a typing mistake in it."""
    return f"{door.line}, {mistyped(other_town(dice), dice)}"


def unnumbered(door: Written, dice: random.Random) -> str:
    """Ask a number that no street here has."""
    made = Written(
        door.street, str(dice.randrange(3000, 9999)), door.postcode, door.city, door.country
    )
    return made.clean


def of_another_type(door: Written, dice: random.Random) -> str:
    """Return the avenue of a street's name."""
    for word, others in OTHER_TYPES:
        street = re.sub(word, dice.choice(others), door.street)
        if street != door.street:
            return street
    return ""


def turned(door: Written, dice: random.Random) -> str:
    """Return the street of another direction or age, or of one more."""
    if "," in door.street:
        return ""
    street = re.sub(r"\bWest\b", "East", door.street)
    if street == door.street:
        more = {
            "USA": ("East {}", "North {}", "{} East", "{} North"),
            "Finland": ("Vanha {}", "Uusi {}", "Pieni {}"),
            "Germany": ("Alte {}", "Neue {}", "Obere {}", "Kleine {}"),
            "Portugal": ("{} Norte", "Nova {}", "{} de Baixo"),
        }
        street = dice.choice(more[door.country]).format(door.street)
    return street


def next_ordinal(door: Written, dice: random.Random) -> str:  # noqa: ARG001
    """Return a numbered street far from those here."""
    made = re.sub(r"\d+(?=(th|st|nd|rd)\b)", lambda m: str(int(m.group()) + 60), door.street)
    return made if made != door.street else ""


ELSEWHERE: Mapping[str, Noise] = {
    "same street, another town": elsewhere,
    "another town, mistyped": elsewhere_mistyped,
    "number beyond the street": unnumbered,
}
OTHER_STREETS: Mapping[str, Noise] = {
    "another type": of_another_type,
    "another direction or age": turned,
    "another ordinal": next_ordinal,
}
FAMOUS = (
    "10 Downing Street, London SW1A 2AA",
    "221B Baker Street, London",
    "1600 Pennsylvania Avenue NW, Washington, DC 20500",
    "350 Fifth Avenue, New York, NY 10118",
    "Platz der Republik 1, 11011 Berlin",
    "Unter den Linden 77, 10117 Berlin",
    "Champs-Élysées 101, 75008 Paris",
    "55 Rue du Faubourg Saint-Honoré, 75008 Paris",
    "5 Avenue Anatole France, 75007 Paris",
    "Piazza del Colosseo 1, 00184 Roma",
    "Via Montenapoleone 8, Milano",
    "Passeig de Gràcia 92, Barcelona",
    "Carrer de Mallorca 401, 08013 Barcelona",
    "Calle de Bailén s/n, Madrid",
    "Gran Vía 28, 28013 Madrid",
    "Praça do Comércio 1, Lisboa",
    "Avenida da Liberdade 180, 1250-146 Lisboa",
    "Rua Augusta 100, Lisboa",
    "Stephansplatz 3, 1010 Wien",
    "Kärntner Straße 21, 1010 Wien",
    "Bahnhofstrasse 45, 8001 Zürich",
    "Prinsengracht 263, 1016 GV Amsterdam",
    "Damrak 1, Amsterdam",
    "Nyhavn 17, 1051 København",
    "Karl Johans gate 31, Oslo",
    "Drottninggatan 5, 111 51 Stockholm",
    "Mannerheimintie 1, Kuopio",
    "Hämeenkatu 10, 33100 Tampere",
    "Aleksanterinkatu 5, Lahti",
    "Aleksanterinkatu 20, 15110 Lahti",
    "Kauppakatu 4, Jyväskylä",
    "Nowy Świat 6, Warszawa",
    "Václavské náměstí 1, Praha",
    "Andrássy út 60, Budapest",
    "Red Square 1, Moscow",
    "1 Infinite Loop, Cupertino, CA 95014",
    "1600 Amphitheatre Parkway, Mountain View, CA 94043",
    "1 Hacker Way, Menlo Park, CA",
    "4059 Mt Lee Dr, Hollywood, CA 90068",
    "233 S Wacker Dr, Chicago, IL 60606",
    "600 Congress Ave, Austin, TX 78701",
    "700 Boylston Street, Boston, MA 02116",
    "64 Grove Street, San Francisco, CA",
    "100 Hudson Street, Jersey City, NJ",
    "12 Washington Street, Hoboken, NJ 07030",
    "200 Bleecker Street, Brooklyn, NY 11221",
    "15 Perry Street, Newark, NJ",
    "30 Christopher Street, Montclair, NJ 07042",
    "25 Jane Street, Toronto, ON",
    "Schillerstraße 5, 60313 Frankfurt am Main",
    "Hauptstraße 10, 63225 Langen",
    "Waldstraße 12, 63065 Offenbach",
    "Industriestraße 4, 64331 Weiterstadt",
    "Goethestraße 3, 80336 München",
    "Taunusstraße 20, 60329 Frankfurt",
    "Mozartstraße 8, 70180 Stuttgart",
    "Rua Brito Camacho 10, 4000-001 Porto",
    "Rua Machado dos Santos 20, Lisboa",
    "Rua de Santa Catarina 112, Porto",
    "Avenida Paulista 1578, São Paulo",
    "Calle Florida 100, Buenos Aires",
    "Paseo de la Reforma 50, Ciudad de México",
    "1 Harbour Street, Sydney NSW 2000",
    "1 Queen Street, Auckland",
    "88 Queens Road Central, Hong Kong",
    "1-1 Chiyoda, Tokyo 100-8111",
    "1 Sheikh Mohammed bin Rashid Blvd, Dubai",
    "12 West Street, Sandton, Johannesburg",
    "45 Bank Street, Ottawa, ON K1P 5N2",
    "70 Charles Street, Boston, MA 02114",
    "5 Bedford Street, London WC2E 9HH",
    "8 West 4th Street, Winston-Salem, NC",
    "20 Greenwich Avenue, Stamford, CT",
)
