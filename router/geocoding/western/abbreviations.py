"""Words of street names and their abbreviations, by language: data, no logic."""

from __future__ import annotations

__all__ = [
    "ARTICLES",
    "DIRECTIONS",
    "GENERIC",
    "NUMBER_WORDS",
    "ORDINAL_WORDS",
    "OR_WORDS",
    "QUALIFIERS",
    "SUFFIXES",
    "TYPES",
    "UNIT_WORDS",
    "WORD_CLASS",
]

# One line per class of words that stand for each other; the first is the class. A word may mean
# several things (St: street or saint); the class only has to be the same on both sides.
_TYPE_CLASSES = (
    # English
    "st street str saint sankt sint strasse straat strada stret sant",
    "av ave avenue avenida aven avda avd avinguda",
    "rd road",
    "bl blvd boulevard boul bulevard bulevar bvd bld bulevardi",
    "dr drive doctor doutor doktor dott drv",
    "ln lane",
    "ct court crt",
    "pl place plac platz plaza placa praca pc pca pza pzza piazza plz",
    "sq square",
    "ter terrace terr terasse terrasse trce",
    "pkwy parkway pky parkwy",
    "hwy highway hiway",
    "cir circle circ circus",
    "tr trail trl",
    "xing crossing",
    "expy expressway expwy",
    "fwy freeway frwy",
    "tpke turnpike tpk",
    "aly alley ally",
    "cres crescent",
    "cl close",
    "gdns gardens gdn garden",
    "gr grove grv",
    "hts heights",
    "mt mount",
    "ft fort",
    "esplanade espl",
    "rte route",
    "cty county co",
    # German, Dutch, Nordic
    "al allee aleja aleje alameda",
    "ga gasse",
    "weg wg",
    "promenade prom",
    "ufer",
    "laan",
    "plein pln",
    # Romance
    "r rua rue ru",
    "c calle carrer",
    "tv travessa trav travesia tva trv",
    "lg largo lrg largho",
    "vl viale vle",
    "v via",
    "cso corso",
    "vc vicolo vlo",
    "ch chemin che",
    "imp impasse",
    "q quai",
    "fg faubourg fbg",
    "p paseo passeig pso pg",
    "ctra carretera estrada estr estrada carr",
    "rot rotunda rotonda",
    "bec beco",
    "cam camino cami caminho cno",
    "urb urbanizacao urbanizacion",
    "bo bairro barrio",
    # Slavonic and others
    "nam namesti namestie",
    "nabr nabrezi",
    "trida",
    "os osiedle",
    "u utca",
    "katu",
    "tie",
    "gatan gata",
    "vagen vag",
)
_TITLE_CLASSES = (
    "sta santa",
    "sto santo",
    "s san sao",
    "sts saints",
    "eng engenheiro ing ingeniero ingegnere",
    "prof professor profesor professore",
    "pr padre pe",
    "d dom dona don dna",
    "gen general generale generalleutnant",
    "cap capitao capitan capitaine captain",
    "cor coronel colonel col",
    "mal marechal mariscal marechale marshal",
    "alm almirante admiral adm",
    "gov governador governor",
    "pres presidente president",
    "vis visconde viscount",
    "n sra nossa senhora nuestra",
    "com comendador comandante cmdt",
    "ten tenente lieutenant",
    "sgt sargento sergeant",
    "jr junior",
    "mlk martin luther king",
)
_DIRECTION_CLASSES = (
    "n north nth",
    "s south so sth",
    "e east",
    "w west",
    "ne northeast",
    "nw northwest",
    "se southeast",
    "sw southwest",
)


def _words(text: str) -> tuple[str, ...]:
    """Split a list of words, which reads better as one text."""
    return tuple(text.split())


def _word_classes(lines: tuple[str, ...]) -> dict[str, str]:
    """Map each word to the first word of its line."""
    return {word: line.split()[0] for line in lines for word in line.split()}


# Single words only where one word is meant; phrases such as "martin luther king" stay apart.
_PHRASES = frozenset({"mlk", "martin", "luther", "king", "sra", "nossa", "senhora", "nuestra"})
TYPES = _word_classes(_TYPE_CLASSES)
DIRECTIONS = _word_classes(_DIRECTION_CLASSES)
WORD_CLASS = {
    **{word: name for word, name in _word_classes(_TITLE_CLASSES).items() if word not in _PHRASES},
    **DIRECTIONS,
    **TYPES,
}
# Kept apart from the classes: dropped from the key that compares, never from the spelled one.
ARTICLES = frozenset(
    _words(
        "de da do dos das del della delle dei degli di du des d l la le les los las el els lo "
        "the of y"
    )
)
# "Street" where names are written without it as often as with it: left out of the class key.
GENERIC = frozenset(_words("ul ulica ulice ulitsa ulitza улица ул вул вулиця"))
# Endings of one-word names: (written out, abbreviated only before a full stop, in the key).
SUFFIXES = (
    (("strasse", "strase", "straat", "str"), (), "st"),
    (("gasse", "gase"), ("g",), "ga"),
    (("platz", "plats", "plein"), ("pl",), "pl"),
    (("katu",), ("k",), "katu"),
    (("tie",), ("t",), "tie"),
    (("gatan", "gata"), ("g",), "gatan"),
    (("vagen", "vag"), ("v",), "vagen"),
    (("kuja",), ("kj",), "kuja"),
    (("allee", "alle"), ("al",), "al"),
    (("weg",), ("w",), "weg"),
    (("veien", "vei", "vej"), ("v",), "vej"),
)
_ORDINALS = _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINAL_WORDS = {word: str(place) for place, word in enumerate(_ORDINALS, start=1)}
NUMBER_WORDS = frozenset(_words("no nr n num number numero nro hausnummer hnr house cp cislo"))
# What introduces a flat, a stair, a floor or a person, and takes the next word with it.
UNIT_WORDS = frozenset(
    _words(
        "apt apartment unit suite ste flat fl floor rm room bldg building lot spc space trlr "
        "lgh as bostad trappuppgang vaning asunto huoneisto kerros krs porras rappu trappa esq "
        "dto dta dcha izq izda drt frt frente direito esquerdo tras cave subcave fraccao fracao "
        "moradia piso planta puerta pta escalera esc bajo bj andar loja bloco lote etage appt "
        "appartement bat batiment escalier porte int interno scala piano m lok lokal mieszkanie "
        "klatka whg wohnung og eg ug dg stock stiege top hinterhaus vorderhaus hh vh aufgang "
        "bus bte boite verd tv th oben unten links rechts rear front basement upper lower "
        "penthouse ph left right hinten gauche droite co c/o care rc res residence sc et byt "
        "vchod patro dvere kv kvartira podezd stair stairs staircase level entrance eingang"
    )
)
# What tells two streets of one name apart: never a misspelled town.
QUALIFIERS = frozenset(
    _words(
        "vanha uusi iso pieni suuri ala yla gamla nya stora lilla ovre nedre norra sodra ostra "
        "vastra old new little great upper lower big small inner outer alte alter altes neue neuer "
        "neues obere unteres oberer unterer untere kleine grosse hintere vordere innere aussere "
        "velha velho nova novo grande pequena alta baixa vieja viejo nueva nuevo vecchia nuova "
        "vieille vieux ancienne ancien neuve nouvelle petite petit haute basse stary nowy "
    )
)
# Between two house numbers: which of them is meant is not known.
OR_WORDS = frozenset(_words("or oder tai vai eller ou of oppure lub albo nebo vagy ili или або"))
