// The desk of the review page: one address at a time, its candidates, a map, a pin, a file.
// Texts from data reach the page by textContent only; street names come encoded, as on other maps.
"use strict";

const LETTERS = "ABCDE";
const FAR_M = 20000;
const MARGIN = 0.01; // degrees outside the region's box that still count as inside

// Signs that reorder or hide text show as U+FFFD, as everywhere in our pages.
function shown(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

function make(name, look, text, more) {
  const element = document.createElement(name);
  if (look) element.className = look;
  if (text !== undefined) element.textContent = shown(text);
  for (const [key, value] of Object.entries(more || {})) element.setAttribute(key, value);
  return element;
}

function fill(text, values) {
  return Object.entries(values).reduce((made, [key, value]) => made.split(`{${key}}`).join(value), text);
}

function metres(value) {
  return value < 1000 ? `${Math.round(value)}\u00a0m` : `${(value / 1000).toFixed(value < 10000 ? 1 : 0)}\u00a0km`;
}

function apart(a, b) {
  return L.latLng(a.lat, a.lon).distanceTo(L.latLng(b.lat, b.lon));
}

function decoded(html) {
  return new DOMParser().parseFromString(html, "text/html").documentElement.textContent;
}

function localTime() {
  const now = new Date(), two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const ahead = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + ahead * 60000).toISOString().slice(0, 19);
  return `${local}${ahead < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}`;
}

// ---- what is decided, kept in this browser under the page's own id

class Memory {
  constructor(id) {
    this.key = `router-review-${id}`;
    this.works = true;
    this.choices = {};
    this.saved = 0; // the last change that is in a downloaded file
    this.last = 0;
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) || "{}");
      Object.assign(this, { choices: kept.choices || {}, saved: kept.saved || 0, last: kept.last || 0 });
      localStorage.setItem("router-review-probe", "1");
      localStorage.removeItem("router-review-probe");
    } catch { this.works = false; }
  }

  get who() { try { return localStorage.getItem("router-review-who") || ""; } catch { return ""; } }

  set who(name) { try { localStorage.setItem("router-review-who", name); } catch { this.works = false; } }

  of(at) { return this.choices[at] || {}; }

  set(at, choice, touched = true) {
    this.choices[at] = choice;
    if (touched) choice.change = ++this.last;
    this.keep();
  }

  clear() { this.choices = {}; this.saved = this.last = 0; this.keep(); }

  keep() {
    const { choices, saved, last } = this;
    try { localStorage.setItem(this.key, JSON.stringify({ choices, saved, last })); } catch { this.works = false; }
  }
}

// ---- the streets around a point, as a small picture

class Thumbnails {
  constructor(streets) {
    this.streets = streets;
    this.names = streets.names;
    this.lines = null;
  }

  near(lat, lon) {
    if (!this.lines) {
      this.lines = [];
      this.cells = new Map();
      for (const kind of ["path", "street", "major"]) {
        for (const line of unpackStreets(this.streets.lines[kind] || "", this.streets.alphabet)) {
          const number = this.lines.push({ ...line, kind }) - 1, touched = new Set();
          line.points.forEach(([y, x], at) => {
            const [v, u] = line.points[Math.max(0, at - 1)];
            const steps = Math.min(60, Math.ceil(Math.max(Math.abs(y - v), Math.abs(x - u)) / 0.004));
            for (let step = 0; step <= steps; step++) {
              const part = steps ? step / steps : 0;
              touched.add(this.cell(v + (y - v) * part, u + (x - u) * part));
            }
          });
          for (const cell of touched) {
            if (!this.cells.has(cell)) this.cells.set(cell, []);
            this.cells.get(cell).push(number);
          }
        }
      }
    }
    const found = new Set();
    for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) {
      for (const at of this.cells.get(this.cell(lat + dy * 0.005, lon + dx * 0.005)) || []) found.add(at);
    }
    return [...found].sort((a, b) => a - b).map((at) => this.lines[at]);
  }

  cell(lat, lon) { return `${Math.floor(lat / 0.005)},${Math.floor(lon / 0.005)}`; }

  draw(places, at) {
    const wide = 152, high = 96, across = 360; // pixels, pixels, metres
    const svg = (name, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const middle = places[at], scale = wide / across;
    const east = 111195 * Math.cos(middle.lat * Math.PI / 180);
    const spot = (lat, lon) => [wide / 2 + (lon - middle.lon) * east * scale, high / 2 - (lat - middle.lat) * 111195 * scale];
    const picture = svg("svg", { viewBox: `0 0 ${wide} ${high}`, class: "thumb", "aria-hidden": "true" });
    const width = { path: 0.8, street: 2.6, major: 4 }, named = [];
    for (const line of this.near(middle.lat, middle.lon)) {
      const points = line.points.map(([lat, lon]) => spot(lat, lon));
      const path = points.map(([x, y], n) => `${n ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
      picture.append(svg("path", { d: path, class: line.kind, "stroke-width": width[line.kind] }));
      if (line.name && line.kind !== "path") named.push({ name: this.names[line.name], points });
    }
    this.label(picture, named, wide, high, svg);
    const doubt = middle.error * scale; // a circle that hides the picture says nothing
    if (doubt > 10 && doubt < wide / 2) picture.append(svg("circle", { cx: wide / 2, cy: high / 2, r: doubt, class: "doubt" }));
    places.map((place, number) => ({ number, xy: spot(place.lat, place.lon) }))
      .filter(({ xy: [x, y] }) => x > 0 && x < wide && y > 0 && y < high)
      .sort((a, b) => (a.number === at) - (b.number === at))
      .forEach(({ number, xy: [x, y] }) => {
        const group = svg("g", { class: number === at ? "own" : "other", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
        group.append(svg("circle", { r: number === at ? 9 : 7 }));
        const letter = svg("text", { y: 3.6 });
        letter.textContent = LETTERS[number];
        group.append(letter);
        picture.append(group);
      });
    const bar = 100 * scale;
    picture.append(svg("path", { d: `M${wide - 8 - bar} ${high - 7}v3h${bar.toFixed(1)}v-3`, class: "scale" }));
    const length = svg("text", { x: wide - 8 - bar / 2, y: high - 8, class: "scale" });
    length.textContent = "100 m";
    picture.append(length);
    return picture;
  }

  label(picture, named, wide, high, svg) {
    const placed = [];
    const steps = named.flatMap(({ name, points }) => points.slice(1).map((to, at) => {
      const from = points[at], x = (from[0] + to[0]) / 2, y = (from[1] + to[1]) / 2;
      return { name, from, to, x, y, length: Math.hypot(to[0] - from[0], to[1] - from[1]) };
    })).filter(({ x, y }) => x > 20 && x < wide - 20 && y > 10 && y < high - 18);
    for (const step of steps.sort((a, b) => b.length - a.length)) {
      if (placed.length > 1) break;
      if (step.length < 26 || placed.some((other) => other.name === step.name || Math.hypot(other.x - step.x, other.y - step.y) < 34)) continue;
      if (Math.hypot(step.x - wide / 2, step.y - high / 2) < 16) continue;
      placed.push(step);
      let angle = Math.atan2(step.to[1] - step.from[1], step.to[0] - step.from[0]) * 180 / Math.PI;
      if (Math.abs(angle) > 90) angle -= Math.sign(angle) * 180;
      const text = svg("text", { class: "name", transform: `translate(${step.x.toFixed(1)} ${step.y.toFixed(1)}) rotate(${angle.toFixed(1)})`, y: 2.6 });
      text.textContent = shown(decoded(step.name));
      picture.append(text);
    }
  }
}

// ---- the page

function routerReview() {
  const data = JSON.parse(document.getElementById("review-data").textContent);
  const { words, items } = data;
  const memory = new Memory(data.id), thumbnails = new Thumbnails(data.streets);
  const desk = document.getElementById("desk");
  const rows = [...document.querySelectorAll("#queue > li")];
  const haystack = rows.map((row) => row.querySelector("button").textContent.toLowerCase());
  document.documentElement.classList.add("script");
  let open = -1, onlyOpen = false, map = null, marks = [], drawn = null, limits = null;
  // One map for all addresses: reading the streets takes longer than everything else.
  const canvas = make("div", "big-map", undefined, { role: "region", "aria-label": words.map });

  const point = (at) => {
    const choice = memory.of(at);
    if (choice.kind === "pin") return { lat: choice.lat, lon: choice.lon };
    return choice.kind === "candidate" ? items[at].candidates[choice.candidate] : null;
  };
  const trouble = (at) => {
    const spot = point(at);
    if (!spot) return "";
    const [south, west, north, east] = data.box;
    if (spot.lat < south - MARGIN || spot.lat > north + MARGIN || spot.lon < west - MARGIN || spot.lon > east + MARGIN) return "outside";
    const far = items[at].candidates.length > 0 && items[at].candidates.every((one) => apart(one, spot) > FAR_M);
    return far && !memory.of(at).sure ? "far" : "";
  };
  const done = (at) => Boolean(memory.of(at).kind) && !trouble(at);
  const finished = () => items.map((_, at) => at).filter(done);
  const unsaved = () => finished().filter((at) => memory.of(at).change > memory.saved);
  const saying = (at) => {
    const choice = memory.of(at);
    if (choice.kind === "candidate") return fill(words.decided_candidate, { l: LETTERS[choice.candidate] });
    return { pin: words.decided_pin, "not-found": words.not_found, "ask-borrower": words.ask }[choice.kind] || "";
  };

  // -- decisions

  function decide(at, kind, more) {
    const { note, everyone } = memory.of(at);
    memory.set(at, { note, everyone, kind, when: localTime(), ...more });
    refresh();
  }

  function undo(at) {
    const { note, everyone } = memory.of(at);
    memory.set(at, { note, everyone });
    refresh();
  }

  function amend(at, more) {
    memory.set(at, { ...memory.of(at), ...more });
    refresh({ keepText: true });
  }

  // -- the file

  function cell(value) {
    let text = String(value);
    if (typeof value === "string" && /^'*[=+\-@\t\r\n＝＋－＠]/.test(text)) text = `'${text}`;
    return /[",\r\n;\t]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }

  function corrections() {
    const lines = [["address", "case_id", "lat", "lon", "who", "when", "note", "verdict"]];
    for (const at of finished()) {
      const choice = memory.of(at), spot = point(at);
      const place = spot ? [Number(spot.lat.toFixed(7)), Number(spot.lon.toFixed(7))] : ["", ""];
      const verdict = spot ? (choice.sure ? "sure" : "found") : choice.kind;
      const everyone = choice.everyone && items[at].address;
      for (const id of everyone ? [""] : items[at].cases) {
        lines.push([items[at].address, id, ...place, memory.who.trim(), choice.when, choice.note || "", verdict]);
      }
    }
    return "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
  }

  function download() {
    const who = document.getElementById("who");
    if (!finished().length) return tell(words.nothing_yet);
    if (!who.value.trim()) { who.focus(); return tell(words.who_needed, true); }
    const link = make("a", "", "", { download: "corrections.csv" });
    link.href = URL.createObjectURL(new Blob([corrections()], { type: "text/csv;charset=utf-8" }));
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    memory.saved = memory.last;
    memory.keep();
    refresh();
    return tell(fill(words.downloaded, { n: finished().length }), false, "router geocode … --corrections corrections.csv");
  }

  function tell(text, urgent, command) {
    const box = document.getElementById("message");
    box.replaceChildren(make("span", "", text));
    if (command) box.append(" ", make("code", "", command));
    box.className = urgent ? "urgent" : "";
  }

  // -- the bar

  function buildBar() {
    const tools = document.getElementById("tools");
    const who = make("input", "", undefined, { id: "who", type: "text", autocomplete: "name", placeholder: words.who, "aria-label": words.who, maxlength: "80" });
    who.value = memory.who;
    who.addEventListener("input", () => { memory.who = who.value; });
    const save = make("button", "primary", words.download, { type: "button", id: "download" });
    save.addEventListener("click", download);
    const clear = make("button", "plain", words.clear, { type: "button", id: "clear" });
    let sure = 0;
    clear.addEventListener("click", () => {
      const count = Object.keys(memory.choices).length;
      if (!count) return;
      if (Date.now() - sure > 4000) {
        sure = Date.now();
        clear.textContent = fill(words.clear_sure, { n: count });
        setTimeout(() => { clear.textContent = words.clear; }, 4000);
        return;
      }
      sure = 0;
      clear.textContent = words.clear;
      memory.clear();
      refresh();
    });
    tools.append(who, save);
    const line = make("p", "", undefined, { id: "message", role: "status" });
    const kept = make("div", "kept");
    kept.append(line, make("span", "", memory.works ? words.kept : words.not_kept), " ", clear);
    document.querySelector("header.bar").append(kept);
  }

  function buildFinder() {
    const finder = document.getElementById("finder");
    const search = make("input", "", undefined, { id: "search", type: "search", placeholder: words.search, "aria-label": words.search });
    search.addEventListener("input", filter);
    const tabs = make("div", "tabs", undefined, { role: "group" });
    for (const [name, value] of [[words.all, false], [words.open, true]]) {
      const tab = make("button", "", name, { type: "button", "data-open": String(value) });
      tab.addEventListener("click", () => { onlyOpen = value; filter(); });
      tabs.append(tab);
    }
    finder.append(search, tabs);
    document.getElementById("queue").after(make("p", "soft nothing", words.nothing_found, { hidden: "" }));
    document.getElementById("queue").addEventListener("click", (event) => {
      const button = event.target.closest("button[data-at]");
      if (button) show(Number(button.dataset.at), true);
    });
  }

  function filter() {
    const wanted = document.getElementById("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((row, at) => {
      const fits = wanted.every((word) => haystack[at].includes(word)) && !(onlyOpen && done(at) && at !== open);
      row.hidden = !fits;
      left += fits;
    });
    document.querySelector(".nothing").hidden = left > 0;
    for (const tab of document.querySelectorAll(".tabs button")) {
      tab.setAttribute("aria-pressed", String(tab.dataset.open === String(onlyOpen)));
    }
  }

  // -- moving through the list

  function step(by) {
    for (let at = open + by; at >= 0 && at < items.length; at += by) {
      if (!rows[at].hidden) return show(at, true);
    }
    return undefined;
  }

  function nextOpen() {
    for (let off = 1; off <= items.length; off++) {
      const at = (open + off) % items.length;
      if (!done(at)) return show(at, true);
    }
    return undefined;
  }

  function show(at, entered) {
    open = at;
    document.body.classList.toggle("at-desk", Boolean(entered));
    desk.replaceChildren();
    const item = items[at];
    const top = make("div", "desk-top");
    const back = make("button", "plain back", `‹ ${words.back}`, { type: "button" });
    back.addEventListener("click", () => { document.body.classList.remove("at-desk"); rows[open].scrollIntoView({ block: "center" }); });
    const before = make("button", "plain", `‹ ${words.previous}`, { type: "button" });
    before.addEventListener("click", () => step(-1));
    const after = make("button", "plain", `${words.next} ›`, { type: "button" });
    after.addEventListener("click", () => step(1));
    const further = make("button", "plain strong", words.next_open, { type: "button", "aria-keyshortcuts": "Enter" });
    further.addEventListener("click", nextOpen);
    const count = make("span", "soft", `${at + 1} / ${items.length}`);
    top.append(back, before, after, count, further);

    const head = make("div", "desk-head");
    head.append(make("h2", "", item.address || words.no_address));
    head.append(make("p", "soft", `${item.cases.length > 1 ? words.cases : words.case} ${item.cases.join(", ")}`));
    const why = make("p", "notice");
    why.append(make("b", "", words.why), " ", make("span", "", item.why));
    head.append(why);
    if (item.parts.length) {
      const parts = make("dl", "parts", undefined, { "aria-label": words.understood });
      for (const [name, text] of item.parts) {
        const pair = make("div");
        pair.append(make("dt", "", name), make("dd", "", text));
        parts.append(pair);
      }
      head.append(parts);
    }

    const work = make("div", "work");
    const mapBox = make("div", "map-box");
    mapBox.append(canvas, make("p", "soft small", words.pin_hint));
    const choices = make("div", "choices");
    choices.append(make("h3", "", words.candidates));
    if (!item.candidates.length) choices.append(make("p", "soft", words.no_candidates));
    item.candidates.forEach((place, number) => choices.append(card(at, place, number)));
    choices.append(pinCard(at), verdicts(at), remarks(at));
    work.append(mapBox, choices);
    desk.append(top, head, work);
    aimMap(at);
    refresh();
    if (entered) {
      window.scrollTo(0, 0);
      desk.scrollTop = 0;
      rows[at].scrollIntoView({ block: "nearest" });
    }
  }

  function card(at, place, number) {
    const button = make("button", "card", undefined, { type: "button", "data-candidate": number, "aria-keyshortcuts": number + 1 });
    const text = make("span", "card-text");
    const name = make("b", "", place.text);
    const grade = make("span", "", `${words[place.grade]} · ${fill(words.score, { s: place.score.toFixed(2) })} · ${fill(words.error, { d: metres(place.error) })}`);
    const far = number ? fill(words.from_first, { d: metres(place.apart) }) + " · " : "";
    text.append(name, grade, make("span", "soft", `${far}${place.source}`));
    const head = make("span", "letter", LETTERS[number]);
    button.append(head, text, thumbnails.draw(items[at].candidates, number), make("kbd", "", String(number + 1)));
    button.addEventListener("click", () => decide(at, "candidate", { candidate: number }));
    button.addEventListener("mouseenter", () => light(number, true));
    button.addEventListener("mouseleave", () => light(number, false));
    return button;
  }

  function pinCard(at) {
    const box = make("div", "card pin-card", undefined, { "data-kind": "pin", hidden: "" });
    box.append(make("span", "letter pin-letter", "●"), make("span", "card-text"));
    return box;
  }

  function verdicts(at) {
    const box = make("div", "verdicts");
    for (const [kind, text, key] of [["not-found", words.not_found, "X"], ["ask-borrower", words.ask, "Q"]]) {
      const button = make("button", "verdict", text, { type: "button", "data-kind": kind, "aria-keyshortcuts": key });
      button.append(" ", make("kbd", "", key));
      button.addEventListener("click", () => decide(at, kind));
      box.append(button);
    }
    const back = make("button", "plain", words.undo, { type: "button", "data-kind": "undo" });
    back.append(" ", make("kbd", "", "U"));
    back.addEventListener("click", () => undo(at));
    box.append(back);
    return box;
  }

  function remarks(at) {
    const box = make("div", "remarks");
    box.append(make("div", "trouble", undefined, { id: "trouble", role: "alert" }));
    const note = make("input", "", undefined, { type: "text", id: "note", placeholder: words.note, "aria-label": words.note, maxlength: "300" });
    note.value = memory.of(at).note || "";
    note.addEventListener("input", () => amend(at, { note: note.value }));
    box.append(note);
    if (items[at].address) {
      const label = make("label", "everyone");
      const tick = make("input", "", undefined, { type: "checkbox", id: "everyone" });
      tick.checked = Boolean(memory.of(at).everyone);
      tick.addEventListener("change", () => amend(at, { everyone: tick.checked }));
      label.append(tick, make("span", "", words.everyone));
      box.append(label);
    }
    return box;
  }

  // -- the map

  function buildMap() {
    map = L.map(canvas, { zoomSnap: 0.5, attributionControl: true, keyboard: true, maxZoom: 19, zoomAnimation: false, fadeAnimation: false });
    map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
    if (data.attribution) map.attributionControl.addAttribution(data.attribution);
    L.control.scale({ imperial: false }).addTo(map);
    const [south, west, north, east] = data.box;
    limits = L.latLngBounds([south, west], [north, east]);
    map.fitBounds(limits, { animate: false });
    routerStreets(map, data.streets);
    drawn = L.layerGroup().addTo(map);
    map.on("zoomend", spread);
    map.on("click", (event) => { if (!event.originalEvent.defaultPrevented) pinAt(open, event.latlng); });
  }

  function aimMap(at) {
    if (!map) buildMap();
    const item = items[at];
    drawn.clearLayers();
    marks = [];
    const spots = item.candidates.map((one) => [one.lat, one.lon]);
    const chosen = point(at);
    if (chosen) spots.push([chosen.lat, chosen.lon]);
    const view = spots.length ? L.latLngBounds(spots) : L.latLngBounds(limits.getSouthWest(), limits.getNorthEast());
    // A street is shown with what it spans, as far as that helps.
    for (const one of item.candidates.slice(0, 1)) view.extend(L.latLng(one.lat, one.lon).toBounds(2 * Math.min(250, Math.max(60, one.error))));
    map.setMaxBounds(null);
    map.invalidateSize({ animate: false, pan: false });
    map.fitBounds(view, { padding: [48, 48], maxZoom: 17, animate: false });
    map.setMaxBounds(L.latLngBounds(limits.getSouthWest(), limits.getNorthEast()).extend(view).pad(0.4));
    marks = item.candidates.map((place, number) => {
      const icon = L.divIcon({ className: "spot", iconSize: [28, 28], iconAnchor: [14, 14], html: `<div class="mark letter">${LETTERS[number]}</div>` });
      const mark = L.marker([place.lat, place.lon], { icon, keyboard: false, riseOnHover: true, zIndexOffset: 100 - number });
      mark.bindTooltip(make("span", "", `${LETTERS[number]} · ${place.text}`), { direction: "top", offset: [0, -14], className: "tip" });
      mark.on("click", () => decide(at, "candidate", { candidate: number }));
      mark.addTo(drawn);
      const doubt = L.circle([place.lat, place.lon], { radius: place.error, weight: 1.5, dashArray: "3 5", color: "#0b57a4", opacity: 0.6, fill: place.error < 150, fillOpacity: 0.06, interactive: false });
      if (place.error > 15 && place.error < 600) doubt.addTo(drawn);
      return mark;
    });
    spread();
  }

  // Letters of candidates at one place stand side by side, so that each can be read and picked.
  function spread() {
    const taken = [];
    marks.forEach((mark) => {
      const home = map.latLngToLayerPoint(mark.getLatLng());
      let move = 0;
      while (taken.some((other) => Math.hypot(other.x - home.x - move, other.y - home.y) < 26)) move += 13;
      taken.push({ x: home.x + move, y: home.y });
      mark.getElement().style.marginLeft = `${-14 + move}px`;
    });
  }

  function pinAt(at, where) {
    const spot = where.wrap();
    decide(at, "pin", { lat: Number(spot.lat.toFixed(6)), lon: Number(spot.lng.toFixed(6)) });
  }

  let pin = null;
  function drawPin() {
    const choice = memory.of(open);
    if (pin) { pin.remove(); pin = null; }
    if (choice.kind !== "pin") return;
    const icon = L.divIcon({ className: "spot", iconSize: [30, 40], iconAnchor: [15, 38], html: '<svg viewBox="0 0 30 40" class="pin"><path d="M15 38C12 30 3 24 3 14a12 12 0 0 1 24 0c0 10-9 16-12 24z"/><circle cx="15" cy="14" r="4.5"/></svg>' });
    const at = open;
    pin = L.marker([choice.lat, choice.lon], { icon, draggable: true, autoPan: true, keyboard: false, zIndexOffset: 1000 });
    pin.on("dragend", () => pinAt(at, pin.getLatLng()));
    pin.addTo(map);
  }

  function light(number, on) {
    const element = marks[number] && marks[number].getElement();
    if (element) element.classList.toggle("lit", on);
  }

  // -- what the page says now

  function refresh(how = {}) {
    const count = finished().length, left = unsaved().length;
    document.getElementById("progress-text").textContent = fill(words.progress, { done: count, all: items.length });
    document.querySelector(".meter i").style.width = `${100 * count / Math.max(1, items.length)}%`;
    document.getElementById("download").textContent = words.download + (left ? ` (${left})` : "");
    document.getElementById("clear").hidden = !Object.keys(memory.choices).length;
    rows.forEach((row, at) => {
      row.classList.toggle("done", done(at));
      row.classList.toggle("doubtful", Boolean(trouble(at)));
      row.querySelector(".state").textContent = saying(at);
      row.querySelector(".line").textContent = saying(at);
      const button = row.querySelector("button");
      if (at === open) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
    });
    if (open < 0 || how.keepText) return;
    const choice = memory.of(open);
    for (const element of desk.querySelectorAll("[data-candidate]")) {
      const picked = choice.kind === "candidate" && Number(element.dataset.candidate) === choice.candidate;
      element.setAttribute("aria-pressed", String(picked));
      const mark = marks[Number(element.dataset.candidate)].getElement();
      if (mark) mark.classList.toggle("picked", picked);
    }
    for (const element of desk.querySelectorAll("button[data-kind]")) {
      if (element.dataset.kind !== "undo") element.setAttribute("aria-pressed", String(choice.kind === element.dataset.kind));
      else element.hidden = !choice.kind;
    }
    const box = desk.querySelector(".pin-card");
    box.hidden = choice.kind !== "pin";
    if (choice.kind === "pin") {
      const spot = `${choice.lat.toFixed(5)}, ${choice.lon.toFixed(5)}`;
      const first = items[open].candidates[0];
      box.querySelector(".card-text").replaceChildren(
        make("b", "", words.pin), make("span", "", fill(words.pin_at, { p: spot })),
        make("span", "soft", first ? fill(words.from_first, { d: metres(apart(first, choice)) }) : ""));
    }
    const what = trouble(open), said = desk.querySelector("#trouble");
    said.replaceChildren();
    if (what) {
      said.append(make("span", "", words[what]));
      if (what === "far") {
        const sure = make("button", "plain", words.sure, { type: "button", id: "sure" });
        sure.addEventListener("click", () => { memory.set(open, { ...memory.of(open), sure: true }); refresh(); });
        said.append(" ", sure);
      }
    }
    drawPin();
  }

  function keys(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const onMap = event.target.closest(".leaflet-container"), onButton = event.target.closest("button, a");
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const number = "12345".indexOf(key);
    if (key === "/") document.getElementById("search").focus();
    else if (open < 0) return;
    else if (key.length === 1 && number >= 0 && number < items[open].candidates.length) decide(open, "candidate", { candidate: number });
    else if (key === "x") decide(open, "not-found");
    else if (key === "q") decide(open, "ask-borrower");
    else if (key === "u") undo(open);
    else if (key === "p") pinAt(open, map.getCenter());
    else if (key === "ArrowDown" && !onMap) step(1);
    else if (key === "ArrowUp" && !onMap) step(-1);
    else if (key === "Enter" && !onButton) nextOpen();
    else if (key === "Escape") document.body.classList.remove("at-desk");
    else return;
    event.preventDefault();
  }

  buildBar();
  buildFinder();
  document.addEventListener("keydown", keys);
  window.addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });
  const first = items.findIndex((_, at) => !done(at));
  show(first < 0 ? 0 : first, false);
  filter();
}
