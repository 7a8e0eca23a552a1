"""Use the region's address index like any other geopy geocoder."""

import router
from router.demo import example

router.build_region(example("helsinki").extract, "example-region")
geocoder = router.open_region("example-region").geocoder

for text in ("Mannerheimintie 5, Helsinki", "mannerheimintje 5", "Hauptstraße 5, Berlin"):
    location = geocoder.geocode(text)
    if location is None:
        print(f"{text}: not found")
    else:
        raw = location.raw
        print(f"{text}: {location.address} ({raw['grade']}, score {raw['score']:.2f})")
