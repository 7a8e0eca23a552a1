"""Countries and states with rough boxes: a stated one that does not hold the region is foreign."""

from __future__ import annotations

from router.domain.extract import Extent
from router.geocoding.normalise import fold

__all__ = ["nation_boxes"]

# names | south west north east, widened to whole degrees as a rule. Overseas parts are left out.
_COUNTRIES = """
at austria osterreich|46 9 50 18
au australia|-44 112 -10 154
be belgium belgique belgie belgien|49 2 52 7
br brazil brasil|-34 -74 6 -34
ca canada|41 -141 84 -52
ch switzerland schweiz suisse svizzera|45 5 48 11
cl chile|-56 -76 -17 -66
cn china prc 中国 中华人民共和国|18 73 54 135
co colombia|-5 -80 13 -66
cz czechia czech_republic cesko ceska_republika|48 12 52 19
de germany deutschland allemagne alemania germania brd|47 5 56 16
dk denmark danmark|54 8 58 16
ee estonia eesti|57 21 60 29
es spain espana espanha espagne|27 -19 44 5
fi finland suomi|59 19 71 32
fr france francia frankreich|41 -6 52 10
gb uk united_kingdom great_britain england scotland wales northern_ireland|49 -9 61 2
gr greece hellas|34 19 42 30
hr croatia hrvatska|42 13 47 20
hu hungary magyarorszag|45 16 49 23
ie ireland eire|51 -11 56 -5
in india|6 68 36 98
is iceland|63 -25 67 -13
it italy italia italien|35 6 48 19
jp japan 日本|24 122 46 146
lt lithuania lietuva|53 20 57 27
lu luxembourg luxemburg|49 5 51 7
lv latvia latvija|55 20 59 29
mx mexico|14 -119 33 -86
nl netherlands the_netherlands nederland holland niederlande|50 3 54 8
no norway norge|57 4 72 32
nz new_zealand|-48 166 -34 179
pe peru|-19 -82 1 -68
pl poland polska polen|49 14 55 25
pt portugal|32 -32 43 -6
ro romania|43 20 49 30
rs serbia srbija|42 18 47 24
se sweden sverige schweden|55 10.5 69.1 24.2
si slovenia slovenija|45 13 47 17
sk slovakia slovensko|47 16 50 23
tr turkey turkiye|35 25 43 45
us usa united_states united_states_of_america america|18 -180 72 -66
"""
_STATES = """
al alabama|30 -89 35 -84
ak alaska|51 -180 72 -129
az arizona|31 -115 37 -109
ar arkansas|33 -95 37 -89
ca california|32 -125 42 -114
co colorado|36 -110 42 -102
ct connecticut|40 -74 43 -71
de delaware|38 -76 40 -75
dc district_of_columbia|38 -78 39 -76
fl florida|24 -88 31 -80
ga georgia|30 -86 35 -80
hi hawaii|18 -161 23 -154
id idaho|41 -118 49 -111
il illinois|36 -92 43 -87
in indiana|37 -89 42 -84
ia iowa|40 -97 44 -90
ks kansas|36 -103 40 -94
ky kentucky|36 -90 40 -81
la louisiana|28 -95 34 -88
me maine|42 -72 48 -66
md maryland|37 -80 40 -75
ma massachusetts|41 -74 43 -69
mi michigan|41 -91 49 -82
mn minnesota|43 -98 50 -89
ms mississippi|30 -92 35 -88
mo missouri|35 -96 41 -89
mt montana|44 -117 49 -104
ne nebraska|39 -105 43 -95
nv nevada|35 -121 42 -114
nh new_hampshire|42 -73 46 -70
nj new_jersey|38 -76 42 -73
nm new_mexico|31 -110 37 -103
ny new_york_state|40 -80 46 -71
nc north_carolina|33 -85 37 -75
nd north_dakota|45 -105 49 -96
oh ohio|38 -85 42 -80
ok oklahoma|33 -104 38 -94
or oregon|41 -125 47 -116
pa pennsylvania|39 -81 43 -74
ri rhode_island|41 -72 43 -71
sc south_carolina|32 -84 36 -78
sd south_dakota|42 -105 46 -96
tn tennessee|34 -91 37 -81
tx texas|25 -107 37 -93
ut utah|36 -115 43 -109
vt vermont|42 -74 46 -71
va virginia|36 -84 40 -75
wa washington_state|45 -125 50 -116
wv west_virginia|37 -83 41 -77
wi wisconsin|42 -93 47 -86
wy wyoming|40 -112 46 -104
"""


def nation_boxes() -> dict[str, tuple[Extent, ...]]:
    """Return the boxes of countries and United States by folded name and by code.

    Returns
    -------
    dict of str to tuple of Extent
        A code such as ``ca`` may stand for a country and for a state: it has several boxes.
    """
    boxes: dict[str, tuple[Extent, ...]] = {}
    for line in (_COUNTRIES + _STATES).split("\n"):
        names, _, sides = line.partition("|")
        if not sides:
            continue
        south, west, north, east = (float(side) for side in sides.split())
        for name in names.split():
            key = fold(name).replace("_", "").replace(" ", "")
            boxes[key] = (*boxes.get(key, ()), Extent(south, west, north, east))
    return boxes
