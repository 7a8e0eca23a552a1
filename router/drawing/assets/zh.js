// Pages in Chinese: Leaflet's own words, and a scale without feet.
"use strict";
L.Control.Zoom.mergeOptions({ zoomInTitle: "放大", zoomOutTitle: "缩小" });
L.Control.Scale.mergeOptions({ imperial: false });
