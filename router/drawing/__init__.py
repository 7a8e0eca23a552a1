"""A plan becomes maps and pages that open without a network (folium)."""
