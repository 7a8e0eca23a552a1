// The scripts of a page: streets on a canvas, the frame of a map, the legend's switch, printing.
"use strict";

// Leaflet's own marker is an image, which a page does not carry; folium sets ours a moment later.
L.Marker.prototype.options.icon = L.divIcon({ className: "spot" });

// Read the text that streets.py packs: [{name, points: [[lat, lon], ...]}, ...]
function unpackStreets(text, alphabet) {
  const digit = new Uint8Array(128);
  for (let at = 0; at < alphabet.length; at++) digit[alphabet.charCodeAt(at)] = at;
  const lines = [];
  let at = 0, lat = 0, lon = 0;
  const next = () => {
    let value = 0, shift = 0, read;
    do {
      read = digit[text.charCodeAt(at++)];
      value |= (read & 31) << shift;
      shift += 5;
    } while (read & 32);
    return value;
  };
  const signed = () => { const value = next(); return (value >>> 1) ^ -(value & 1); };
  while (at < text.length) {
    const name = next(), points = [];
    for (let left = next(); left > 0; left--) {
      lat += signed();
      lon += signed();
      points.push([lat / 1e5, lon / 1e5]);
    }
    lines.push({ name, points });
  }
  return lines;
}

const STREET_LOOKS = {
  path: { from: 14.5, colour: "#e3e5e8", widths: [[14, 0.8], [17, 1.2]] },
  street: { from: 12, colour: "#ced3d9", widths: [[12, 0.7], [14, 1.6], [16, 3], [18, 6]] },
  major: { from: 0, colour: "#b9c0c8", widths: [[0, 1.2], [13, 2.2], [15, 4], [17, 7]] },
};

function routerStreets(map, data) {
  map.createPane("streets").style.zIndex = 250;
  const renderer = L.canvas({ pane: "streets", padding: 0.3 });
  const layers = {}, named = [];
  for (const kind of Object.keys(STREET_LOOKS)) {
    const lines = unpackStreets(data.lines[kind] || "", data.alphabet);
    layers[kind] = L.polyline(lines.map((line) => line.points), {
      renderer, pane: "streets", interactive: false, smoothFactor: 1.2,
      color: STREET_LOOKS[kind].colour,
    });
    for (const line of kind === "path" ? [] : lines) {
      if (line.name) named.push({ kind, name: line.name, points: line.points });
    }
  }
  const restyle = () => {
    const zoom = map.getZoom();
    for (const [kind, look] of Object.entries(STREET_LOOKS)) {
      const layer = layers[kind];
      const width = look.widths.filter(([from]) => zoom >= from).pop();
      if (zoom >= look.from && width) layer.setStyle({ weight: width[1] }).addTo(map);
      else layer.remove();
    }
  };
  map.whenReady(() => { restyle(); map.on("zoomend", restyle); });
  routerNames(map, named, data.names);
}

// Street names along their streets, as many as fit without touching each other.
function routerNames(map, named, names) {
  map.createPane("names").style.cssText = "z-index:450;pointer-events:none";
  for (const line of named) line.bounds = L.latLngBounds(line.points);
  const shown = L.layerGroup().addTo(map);
  const place = () => {
    shown.clearLayers();
    const zoom = map.getZoom();
    if (zoom < 13.5) return;
    const view = map.getBounds(), taken = [], placed = {};
    const wanted = named.filter((line) =>
      (line.kind === "major" || zoom >= 15) && view.intersects(line.bounds));
    wanted.sort((a, b) => (a.kind === "major" ? 0 : 1) - (b.kind === "major" ? 0 : 1));
    for (const line of wanted) {
      if (taken.length >= 60) break;
      const pixels = line.points.map((point) => map.latLngToContainerPoint(point));
      let best = 0, length = 0;
      for (let at = 1; at < pixels.length; at++) {
        const step = pixels[at].distanceTo(pixels[at - 1]);
        length += step;
        if (step > pixels[best + 1].distanceTo(pixels[best])) best = at - 1;
      }
      const half = names[line.name].length * 3.2 + 6;
      if (length < half) continue;
      const from = pixels[best], to = pixels[best + 1];
      const middle = from.add(to).divideBy(2);
      const near = (placed[line.name] || []).some((other) => other.distanceTo(middle) < 260);
      if (near) continue;
      let angle = Math.atan2(to.y - from.y, to.x - from.x) * 180 / Math.PI;
      if (angle > 90) angle -= 180;
      if (angle < -90) angle += 180;
      const turn = angle * Math.PI / 180;
      const wide = Math.abs(Math.cos(turn)) * half + 8, high = Math.abs(Math.sin(turn)) * half + 8;
      if (taken.some((box) =>
        Math.abs(box.x - middle.x) < box.wide + wide && Math.abs(box.y - middle.y) < box.high + high)) continue;
      taken.push({ x: middle.x, y: middle.y, wide, high });
      (placed[line.name] = placed[line.name] || []).push(middle);
      L.marker(map.containerPointToLatLng(middle), {
        pane: "names", interactive: false, keyboard: false,
        icon: L.divIcon({
          className: "street-name", iconSize: [0, 0],
          html: `<span style="transform:translate(-50%,-50%) rotate(${angle.toFixed(1)}deg)">${names[line.name]}</span>`,
        }),
      }).addTo(shown);
    }
  };
  map.whenReady(() => { place(); map.on("moveend", place); });
}

// Fit the plan into the map, keep the map where there are streets, and refit it for paper.
function routerFrame(map, data) {
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  map.attributionControl.addAttribution(data.attribution);
  const fit = () => {
    map.setMinZoom(0);
    map.fitBounds(data.inner, { padding: [26, 26], maxZoom: 17, animate: false });
    map.setMinZoom(Math.max(0, map.getZoom() - 2));
  };
  fit();
  map.setMaxBounds(L.latLngBounds(data.outer).pad(0.5));
  // The wheel belongs to the page until the map was clicked.
  map.scrollWheelZoom.disable();
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  const box = map.getContainer();
  let view = null;
  const resized = () => map.invalidateSize({ animate: false, pan: false });
  window.addEventListener("beforeprint", () => {
    view = { centre: map.getCenter(), zoom: map.getZoom() };
    box.classList.add("on-paper"); // the size of the paper, while the page still has the screen's
    resized();
    fit();
  });
  window.addEventListener("afterprint", () => {
    box.classList.remove("on-paper");
    resized();
    if (view) map.setView(view.centre, view.zoom, { animate: false });
  });
}

// Push marks that overlap at this zoom a few pixels apart, so that every number can be read.
function routerSpread(map) {
  const marks = [];
  map.eachLayer((layer) => {
    const icon = layer instanceof L.Marker && layer.options.icon.options;
    if (!icon || icon.className !== "spot" || !icon.iconSize) return;
    const home = map.latLngToLayerPoint(layer.getLatLng())
      .subtract(L.point(icon.iconAnchor)).add(L.point(icon.iconSize).divideBy(2));
    marks.push({ layer, icon, home, x: home.x, y: home.y, half: icon.iconSize[0] / 2 });
  });
  if (marks.length > 700) return;
  marks.sort((a, b) => a.home.x - b.home.x);
  const reach = 30; // pixels that a mark may stand from where it belongs
  for (let round = 0; round < 40; round++) {
    let moved = false;
    for (let one = 0; one < marks.length; one++) {
      for (let two = one + 1; two < marks.length; two++) {
        const a = marks[one], b = marks[two];
        if (b.home.x - a.home.x > 2 * reach + 24) break;
        const least = 0.85 * (a.half + b.half);
        let x = b.x - a.x, y = b.y - a.y, apart = Math.hypot(x, y);
        if (apart >= least) continue;
        if (apart < 0.01) { x = Math.cos(one); y = Math.sin(one); apart = 1; }
        const push = (least - Math.hypot(b.x - a.x, b.y - a.y)) / 2 / apart;
        a.x -= x * push; a.y -= y * push;
        b.x += x * push; b.y += y * push;
        moved = true;
      }
    }
    if (!moved) break;
    for (const mark of marks) {
      const x = mark.x - mark.home.x, y = mark.y - mark.home.y, far = Math.hypot(x, y);
      if (far > reach) {
        mark.x = mark.home.x + x * reach / far;
        mark.y = mark.home.y + y * reach / far;
      }
    }
  }
  for (const { layer, icon, home, x, y } of marks) {
    const style = layer.getElement().style;
    style.marginLeft = `${Math.round(x - home.x) - icon.iconAnchor[0]}px`;
    style.marginTop = `${Math.round(y - home.y) - icon.iconAnchor[1]}px`;
  }
}

// A click in the legend shows one route alone; a second click shows all again.
function routerSwitch(map, groups) {
  map.whenReady(() => { routerSpread(map); map.on("zoomend", () => routerSpread(map)); });
  const buttons = [...document.querySelectorAll("button[data-route]")];
  let alone = null;
  const show = () => {
    groups.forEach((group, at) => {
      if (alone === null || alone === at) group.addTo(map);
      else group.remove();
    });
    for (const button of buttons) {
      const pressed = alone !== null && Number(button.dataset.route) === alone;
      button.setAttribute("aria-pressed", String(pressed));
      button.classList.toggle("faded", alone !== null && !pressed);
    }
    routerSpread(map);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const at = Number(button.dataset.route);
      alone = alone === at ? null : at;
      show();
    });
  }
}

// Paper cannot be clicked: print what is folded away, too.
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.route:not([open])")) {
    fold.open = true;
    fold.dataset.closed = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-closed]")) {
    fold.open = false;
    delete fold.dataset.closed;
  }
});
