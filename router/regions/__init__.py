"""An OpenStreetMap extract becomes a region folder: doors, streets, roads, a manifest."""
