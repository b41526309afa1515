// The live page. All texts that come from jobs are set as text, never as markup.

import { Sheet } from "./paper.js";

const ROWS_A_SECOND = 2400;      // 300 mm/s, the printer's own speed
const HURRY_ROWS = 6000;         // further behind than this, the paper comes out faster
const RECEIPTS_KEPT = 60;
const ASK_AGAIN_MILLISECONDS = 2000;

const byId = (id) => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const sheet = new Sheet(byId("sheet"));
const next = new Sheet(byId("next"));   // the beginning of the next piece, while the one before it still hangs there
let facts = null;                // what the printer told last
let piece = 0;                   // which piece of paper is being shown
let shown = 0;                   // how many of its rows
let lastEvent = null;
let working = false;
let atOnce = true;               // what was there before the page is shown as it stands

// What the printer tells.

const changes = new EventSource("/changes");
changes.onmessage = (message) => {
  facts = JSON.parse(message.data);
  showStatus(facts.status);
  showEvents(facts.events);
  follow();
};
// Connected again, maybe to another printer: begin anew.
changes.onopen = () => facts && location.reload();
changes.onerror = () => {
  byId("state").textContent = "not connected; is the printer still served?";
  document.body.classList.add("off");
  // Turned away, for too many pages are open, say: the browser itself does not ask again then.
  if (changes.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), ASK_AGAIN_MILLISECONDS);
};

function showStatus({ personality, sensors, holding }) {
  byId("personality").textContent = personality;
  byId("state").textContent = stateInWords(sensors, holding);
  document.body.className = `${sensors.powered ? "" : "off"} ${sensors.cover_open ? "open" : ""}`;
  byId("lamp-power").className = sensors.powered ? "good" : "";
  byId("lamp-paper").className = !sensors.powered ? "" : !sensors.paper_present ? "bad" : sensors.near_end ? "warn" : "good";
  byId("lamp-error").className = sensors.powered && (sensors.cutter_error || sensors.unrecoverable || sensors.cover_open) ? "bad" : "";
  toggle("paper", !sensors.paper_present, "Put a roll in", "Take the roll out");
  toggle("near-end", sensors.near_end, "Near end", "Near end");
  toggle("cover", sensors.cover_open, "Close the cover", "Open the cover");
  toggle("drawer-pin", !sensors.drawer_pin_high, "Drawer pin low", "Drawer pin high");
  toggle("power", !sensors.powered, "Switch on", "Switch off");
  toggle("jam", sensors.cutter_error, "Knife jammed", "Jam the knife");
}

function stateInWords(sensors, holding) {
  const troubles = [
    [!sensors.powered, "switched off"], [sensors.cover_open, "cover open"], [!sensors.paper_present, "out of paper"],
    [sensors.cutter_error, "knife jammed"], [sensors.unrecoverable, "out of order"], [sensors.feed_button, "FEED held"],
    [sensors.switched_offline, "switched offline"],
  ].filter(([is]) => is).map(([, words]) => words);
  const waits = holding && troubles.length ? "; a job waits" : "";
  return (troubles.join(", ") || (sensors.near_end ? "ready, paper near its end" : "ready")) + waits;
}

function toggle(id, pressed, when, otherwise) {
  byId(id).setAttribute("aria-pressed", String(pressed));
  byId(id).textContent = pressed ? when : otherwise;
}

function showEvents(events) {
  const name = (event) => `${event.seconds} ${event.mm} ${event.name}`;
  const place = lastEvent === null ? -1 : events.findLastIndex((event) => name(event) === lastEvent);
  const isFirst = lastEvent === null;
  const fresh = events.slice(place + 1);
  lastEvent = events.length ? name(events.at(-1)) : "";
  if (!events.length || !fresh.length) return;
  byId("events").replaceChildren(...events.toReversed().map(eventItem));
  if (isFirst) return;
  for (const event of fresh) if (event.name in SHOWS) SHOWS[event.name]();
}

const forAWhile = (id, name, milliseconds) => () => {
  byId(id).classList.add(name);
  setTimeout(() => byId(id).classList.remove(name), milliseconds);
};
const SHOWS = {
  drawer: forAWhile("drawer", "kicked", 1600),
  alarm: forAWhile("lamp-alarm", "bad", 1500),
  beep: forAWhile("lamp-alarm", "bad", 700),
};

const PLAIN = new Set(["kind", "symbol", "instruction"]);   // details that speak for themselves

function eventItem(event) {
  const details = Object.entries(event.details).map(([key, value]) =>
    PLAIN.has(key) ? `${value}` : `${key.replaceAll("_", " ")} ${value}`);
  const item = make("li", "", make("time", `${event.seconds.toFixed(2)} s`), make("div"));
  item.lastChild.append(make("b", event.name), " ", make("span", details.join(", ")));
  if (event.name === "fault" || event.name === "cutter jam") item.className = "fault";
  return item;
}

// The paper.

async function follow() {
  if (working) return;
  working = true;
  try {
    if (!piece) begin();
    while (await step());
  } catch (error) {
    console.warn("The paper is fetched again at the next change.", error);
  } finally {
    working = false;
  }
}

function begin() {
  piece = facts.paper.receipt;
  for (const receipt of facts.receipts) keep(receipt);
  jump();
}

function jump() {
  atOnce = true;
  shown = 0;
  sheet.clear(facts.paper.width_dots);
  byId("sheet").classList.toggle("straight", facts.paper.began !== "torn off");
}

// Show a little more; false when all is shown.
async function step() {
  const off = facts.receipts.find((receipt) => receipt.receipt === piece);
  const target = off ?? facts.paper;
  if (target.receipt < piece) return false;   // older than what is shown already; newer facts are on their way
  if (target.receipt !== piece) {
    for (const receipt of facts.receipts) if (receipt.receipt >= piece) keep(receipt);
    piece = facts.paper.receipt;
    jump();
    return true;
  }
  if (shown < target.height_dots) {
    const rows = await rowsOf(piece, shown);
    await slide(sheet, rows, target.height_dots - shown);
    atOnce = false;
    shown += rows.length / sheet.rowBytes;
    return rows.length > 0;
  }
  if (!off) return false;
  await comeOff(off);
  return true;
}

async function rowsOf(number, first) {
  const answer = await fetch(`/rows/${number}/${first}`);
  if (!answer.ok) throw new Error(`no rows of piece ${number}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function slide(paper, packed, behind) {
  if (atOnce || still.matches || document.hidden) {
    paper.add(packed);
    return Promise.resolve();
  }
  const speed = ROWS_A_SECOND * Math.max(1, behind / HURRY_ROWS);
  return new Promise((done) => {
    let place = 0, before = performance.now();
    const more = () => {
      const now = performance.now();
      const end = Math.min(packed.length, place + Math.ceil(((now - before) / 1000) * speed) * paper.rowBytes);
      paper.add(packed.subarray(place, end));
      place = end;
      before = now;
      if (place < packed.length && !document.hidden) return soon(more);
      paper.add(packed.subarray(place));
      done();
    };
    soon(more);
  });
}

// With the next frame; but where the browser draws none for a while, the paper goes on all the same.
function soon(action) {
  let timer = 0;
  const frame = requestAnimationFrame(() => { clearTimeout(timer); action(); });
  timer = setTimeout(() => { cancelAnimationFrame(frame); action(); }, 120);
}

// What lies between knife and head is the beginning of the next piece, so it has come out before this one is cut.
async function comeOff(receipt) {
  let left = new Uint8Array(0);
  if (receipt.ended !== "paper end") {
    left = (await rowsOf(piece + 1, 0)).subarray(0, facts.knife_dots * sheet.rowBytes);
    next.clear(receipt.width_dots);
    await slide(next, left, facts.knife_dots);
  }
  if (!still.matches && !document.hidden) {
    byId("sheet").classList.add("cut");
    await new Promise((done) => setTimeout(done, 450));
    byId("sheet").classList.remove("cut");
  }
  keep(receipt);
  piece += 1;
  sheet.clear(receipt.width_dots);
  byId("sheet").classList.toggle("straight", receipt.ended !== "torn off");
  sheet.add(left);
  next.clear(receipt.width_dots);
  shown = left.length / sheet.rowBytes;
}

function keep(receipt) {
  const list = byId("receipts");
  list.querySelector(".none")?.remove();
  const place = `/receipts/${receipt.receipt}`;
  const image = make("img");
  image.loading = "lazy";
  image.alt = `Receipt ${receipt.receipt}`;
  image.src = `${place}.png`;
  const picture = link(`${place}.png`, image);
  const words = make("b", `${receipt.receipt} · ${Math.round(receipt.millimetres)} mm · ${receipt.ended}`);
  const line = make("p", "", words, link(`${place}.txt`, "text"), link(`${place}.json`, "JSON"));
  list.prepend(make("li", "", picture, line));
  while (list.children.length > RECEIPTS_KEPT) list.lastChild.remove();
  byId("count").textContent = `(${receipt.receipt})`;
}

function link(place, content) {
  const anchor = make("a", "", content);
  anchor.href = place;
  anchor.target = "_blank";
  return anchor;
}

function make(name, text = "", ...children) {
  const element = document.createElement(name);
  element.append(...(text ? [text] : []), ...children);
  return element;
}

// The buttons, in the words of the control socket.

const either = (id, when, otherwise) => () => (byId(id).getAttribute("aria-pressed") === "true" ? when : otherwise);
const ACTS = {
  paper: either("paper", { do: "load-paper" }, { do: "remove-paper" }),
  "near-end": either("near-end", { do: "cure", fault: "near-end" }, { do: "play", fault: "near-end" }),
  cover: either("cover", { do: "close-cover" }, { do: "open-cover" }),
  jam: () => ({ do: "play", fault: "cutter-jam" }),
  "drawer-pin": either("drawer-pin", { do: "set-drawer-pin", high: true }, { do: "set-drawer-pin", high: false }),
  power: either("power", { do: "power-cycle" }, { do: "play", fault: "power-loss" }),
};
for (const id of ["press-feed", "tear-off", "clear-jam", "power-cycle", "self-test"]) ACTS[id] = () => ({ do: id });

for (const [id, act] of Object.entries(ACTS)) {
  byId(id).addEventListener("click", async () => {
    try {
      const headers = { "Content-Type": "application/json" };
      const answer = await (await fetch("/do", { method: "POST", headers, body: JSON.stringify(act()) })).json();
      byId("trouble").textContent = answer.ok ? "" : answer.error;
    } catch {
      byId("trouble").textContent = "The printer is not served any more.";
    }
  });
}
