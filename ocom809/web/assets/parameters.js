// The parameters' page: what the program tells is shown, and what is pressed is asked of it.

import { ask, byId, capital, make, sentence } from "./elements.js";
import * as forms from "./forms.js";
import * as results from "./results.js";

const ASK_AGAIN_MILLISECONDS = 2000;
const facts = { printers: [], task: null, outcome: null, dry_run: false };
let fields = {};                 // what can be set, by name
let chosen = "";                 // the URI of the printer that is shown
let dismissed = 0;               // the last task whose outcome was put aside
let shownOutcome = "";
const read = new Set();          // who was asked how it is, so that nobody is asked twice unbidden

// What the program tells.

const changes = new EventSource("changes");
changes.onmessage = (message) => {
  const news = JSON.parse(message.data);
  Object.assign(facts, news);
  byId("connection").textContent = "";
  byId("mode").hidden = !facts.dry_run;
  showBusy();
  showOutcome();
  showPrinters();
};
changes.onopen = () => facts.printers.length && location.reload();
changes.onerror = () => {
  byId("connection").textContent = "not connected; is the program still running?";
  document.body.classList.add("off");
  if (changes.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), ASK_AGAIN_MILLISECONDS);
};

const isBusy = () => Boolean(facts.task?.running);
const printer = () => facts.printers.find((one) => one.uri === chosen);

// The list.

const KNOWN_BY = {
  "status answer": "it answered", announced: "it announced itself", "printer class": "a printer by its USB class",
  "port only": "its port is open", candidate: "anything may be connected", "typed in": "typed in",
};
const WIRES = { usb: "USB", serial: "Serial port", lan: "Network", other: "Other" };

function title(one) {
  const named = [one.maker, one.model].filter(Boolean).join(" ");
  return one.address ?? (named || one.uri);
}

function below(one) {
  const named = [one.maker, one.model].filter(Boolean).join(" ");
  return [WIRES[one.wire], one.address ? named : "", one.mac ? `MAC ${one.mac}` : "", KNOWN_BY[one.proof]].filter(Boolean).join(" · ");
}

function showPrinters() {
  const focused = document.activeElement?.dataset?.uri;
  byId("list").replaceChildren(...facts.printers.map((one) => {
    const button = make("button", { type: "button", "aria-pressed": String(one.uri === chosen) },
      make("strong", { text: title(one) }), make("span", { text: below(one) }));
    button.dataset.uri = one.uri;
    button.addEventListener("click", () => choose(one.uri));
    return make("li", {}, button);
  }));
  if (focused) byId("list").querySelector(`[data-uri="${CSS.escape(focused)}"]`)?.focus();
  const proven = facts.printers.filter((one) => one.proof !== "candidate");
  if (!chosen && proven.length === 1 && !isBusy()) choose(proven[0].uri, false);
  showPrinter();
}

function choose(uri, scroll = true) {
  chosen = uri;
  showPrinters();
  showOutcome();
  if (scroll && matchMedia("(max-width: 860px)").matches) byId("printer").scrollIntoView({ behavior: "smooth" });
  askUnbidden();
}

// A printer that was chosen is asked how it is; a serial port only when one says so, for anything may be connected.
function askUnbidden() {
  const one = printer();
  if (!one || read.has(one.uri) || isBusy() || one.wire === "serial" || one.openable === false) return;
  read.add(one.uri);
  ask({ do: "read", uri: one.uri }).catch(() => read.delete(one.uri));
}

function showPrinter() {
  const one = printer();
  byId("printer").hidden = !one;
  byId("nobody").hidden = Boolean(one);
  byId("nobody").textContent = facts.printers.length ? "Choose a printer." : "";
  if (!one) return;
  byId("printer-title").textContent = title(one);
  byId("printer-uri").textContent = title(one) === one.uri ? below(one) : one.uri;
  byId("hint").textContent = one.hint ?? "";
  const reading = one.reading;
  const asked = facts.task?.kind === "read" && facts.task.uri === chosen ? facts.task : null;
  byId("state").className = reading ? { yes: "good", no: "bad" }[reading.ready] ?? "" : "";
  byId("state").textContent = asked?.running ? "Asking it …" : asked?.error ? asked.error.message : reading ? capital(sentence(reading.words, reading.hint)) : "";
  const known = reading?.settings ?? [];
  byId("known").replaceChildren(...known.flatMap((setting) => [
    make("dt", { text: forms.caption(setting) }), make("dd", { text: setting.value, title: `known by ${setting.source}` })]));
}

// What is under way, and what it came to.

const OUTCOMES = {
  plan: (task) => results.plan(task.result, fields, { dryRun: facts.dry_run, send: (confirmed) => apply(task, confirmed), discard: () => putAside(task) }),
  apply: (task) => results.verdict(task.result),
  "self-test": (task) => results.selfTest(task.result),
  examine: (task) => results.checks(task.result),
};

function showBusy() {
  for (const button of document.querySelectorAll("#search, #read, .main:not(#send), form button")) button.disabled = isBusy();
  showSearch(facts.task);
  if (!isBusy()) askUnbidden();
}

function showOutcome() {
  const task = facts.outcome;
  // It is drawn once, so that a tick in it stays.
  const key = task ? `${task.number} ${task.running} ${task.number <= dismissed} ${chosen}` : "";
  if (task?.running && key === shownOutcome) results.goOn(task);
  if (key === shownOutcome) return;
  shownOutcome = key;
  if (task?.kind === "apply" && task.uri === chosen && task.result) follow(task.result.uri || chosen);
  byId("outcome").replaceChildren(...outcome(task));
  if (byId("outcome").firstChild) byId("outcome").scrollIntoView({ block: "nearest", behavior: "smooth" });
}

// The printer may have another name after a change, and what was read of it before is old.
function follow(uri) {
  chosen = uri;
  read.delete(uri);
  setTimeout(askUnbidden);
}

function outcome(task) {
  const isHere = task && task.number > dismissed && (task.uri === chosen || task.result?.uri === chosen);
  if (!isHere) return [];
  if (task.running) return [results.progress(task)];
  return [task.error ? results.failure(task) : OUTCOMES[task.kind](task)];
}

function showSearch(task) {
  if (task?.kind !== "search") return;
  const count = task.result?.count;
  const found = count === 0 ? "No printer was found. Is it switched on, and its cable plugged in?" : count === 1 ? "1 found" : `${count} found`;
  byId("search-words").textContent = task.running ? `${task.words} …` : task.error ? task.error.message : found;
  byId("troubles").textContent = (task.result?.troubles ?? []).join(" ");
  if (count === 0 && !facts.printers.length) byId("other-ways").open = true;
}

function putAside(task) {
  dismissed = task.number;
  showOutcome();
}

// What is pressed.

async function attempt(what, problem) {
  const place = byId(problem);
  place.textContent = "";
  try {
    return await ask(what);
  } catch (error) {
    place.textContent = capital(error.message);
    return null;
  }
}

const apply = (task, confirmed) => attempt({ do: "apply", plan: task.result.plan, confirmed }, tabProblem());
const tabProblem = () => `${document.querySelector('[role="tab"][aria-selected="true"]').id.slice(4)}-problem`;

byId("search").addEventListener("click", () => attempt({ do: "search" }, "scan-problem"));
byId("read").addEventListener("click", () => attempt({ do: "read", uri: chosen }, tabProblem()));
byId("self-test").addEventListener("click", () => attempt({ do: "self-test", uri: chosen, way: byId("way").value }, "self-test-problem"));
byId("examine").addEventListener("click", () => attempt({ do: "examine", uri: chosen }, "examine-problem"));

function submitted(form, act) {
  byId(form).addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
}

submitted("name-form", async () => {
  const uri = await attempt({ do: "name", uri: byId("name").value }, "name-problem");
  if (uri === null) return;
  byId("name").value = "";
  chosen = uri;
});
submitted("scan-form", () => attempt({ do: "search", network: byId("network").value }, "scan-problem"));
submitted("address-form", () => attempt(
  { do: "plan", uri: chosen, values: forms.addressValues(), dialect: byId("address-dialect").value }, "address-problem"));
submitted("settings-form", () => attempt(
  { do: "plan", uri: chosen, values: forms.settingsValues(), dialect: byId("settings-dialect").value }, "settings-problem"));

// The tabs, by pointer and by arrow keys.

const tabs = [...document.querySelectorAll('[role="tab"]')];

function select(tab) {
  for (const one of tabs) {
    one.setAttribute("aria-selected", String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
    byId(one.getAttribute("aria-controls")).hidden = one !== tab;
  }
}

for (const [place, tab] of tabs.entries()) {
  tab.addEventListener("click", () => {
    select(tab);
    // What came of another tab's button has been read.
    if (facts.outcome && !facts.outcome.running) putAside(facts.outcome);
  });
  tab.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    const next = tabs[(place + way + tabs.length) % tabs.length];
    next.click();
    next.focus();
  });
}
select(tabs[0]);

// The forms.

fields = forms.draw(await (await fetch("forms")).json());
byId("address-form").addEventListener("input", forms.followAddress);
const checkAddress = forms.watch(byId("address-form"), forms.addressValues, byId("address-problem"));
forms.watch(byId("settings-form"), forms.settingsValues, byId("settings-problem"));
for (const radio of document.querySelectorAll('[name="how"]')) {
  radio.addEventListener("change", () => {
    byId("address-fields").hidden = byId("how-dhcp").checked;
    checkAddress();
  });
}
document.body.dataset.fields = String(Object.keys(fields).length);
