"""Checks over a whole file of located addresses: what is accepted one by one may be doubtful.

::

    located addresses ──outside, shifted, disagreeing, districts, piled_up──▶ doubts, remarks
                      ──with_doubts──▶ the same addresses, the doubtful ones in review

Every check is a function of what was located; none looks anything up by itself.
"""

from router.geocoding.doubts.check_ins import without_shifted
from router.geocoding.doubts.disagreement import disagreeing
from router.geocoding.doubts.districts import outside_their_district
from router.geocoding.doubts.doubt import Doubt, Doubts, Remark, with_doubts
from router.geocoding.doubts.outside import outside_the_region
from router.geocoding.doubts.pileups import piled_up
from router.geocoding.doubts.shifted import shifted
from router.geocoding.doubts.street_distance import StreetDistance
from router.geocoding.doubts.whole_file import check_file

__all__ = [
    "Doubt",
    "Doubts",
    "Remark",
    "StreetDistance",
    "check_file",
    "disagreeing",
    "outside_the_region",
    "outside_their_district",
    "piled_up",
    "shifted",
    "with_doubts",
    "without_shifted",
]
