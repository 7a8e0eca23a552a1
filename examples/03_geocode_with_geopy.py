"""Use the region's address index like any other geopy geocoder."""

import router
from router.demo import example

router.build_region(example("helsinki").extract, "example-region")
geocoder = router.open_region("example-region").geocoder

print("the three best for 'Bulevardi 1':")
for place in geocoder.search("Bulevardi 1", limit=3):
    print(f"  {place.matched} ({place.grade}, score {place.score:.2f})")

for text in ("Mannerheimintie 5, Helsinki", "mannerheimintje 5", "Hauptstraße 5, Berlin"):
    for location in geocoder.geocode(text, exactly_one=False) or []:
        grade, score = location.raw["grade"], location.raw["score"]
        print(f"{text}: {location.address} ({grade}, score {score:.2f})")
