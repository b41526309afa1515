// What comes of a task: a plan with its bytes, progress, a verdict, checks.

import { byId, capital, make, sentence } from "./elements.js";
import { caption } from "./forms.js";

const VERDICTS = {
  verified: ["good", "✓", "Verified"],
  "sent, unverified": ["unsure", "?", "Sent, not verified"],
  failed: ["bad", "✕", "Failed"],
};
const CHECKS = { fine: ["good", "✓"], trouble: ["bad", "✕"], unknown: ["unsure", "?"] };

export function progress(task) {
  const bar = make("div", { kind: "bar", "aria-hidden": "true" }, make("span"));
  const words = make("p", { id: "progress-words", text: underWay(task) });
  return make("div", { kind: "card", id: "progress" }, words, bar, make("p", { kind: "quiet", id: "countdown", text: left(task), "aria-live": "off" }));
}

// The same task is further on: only its words change, so that the bar moves on and nothing is read out twice.
export function goOn(task) {
  if (!byId("progress")) return;
  if (byId("progress-words").textContent !== underWay(task)) byId("progress-words").textContent = underWay(task);
  byId("countdown").textContent = left(task);
}

const underWay = (task) => `${capital(task.words || "beginning")} …`;

function left({ seconds_left: seconds }) {
  return seconds === null ? "" : seconds === 1 ? "1 second left at most" : `${seconds} seconds left at most`;
}

export function plan(facts, fields, { dryRun, send, discard }) {
  const card = make("div", { kind: "card", id: "plan" }, make("h3", { text: "The plan" }));
  const wanted = Object.entries(facts.wanted).flatMap(([name, value]) =>
    [make("dt", { text: caption(fields[name]) }), make("dd", { text: `${value} ${fields[name].unit}`.trim() })]);
  card.append(make("dl", { kind: "wanted" }, ...wanted));
  card.append(make("p", { kind: "quiet", text: `For ${facts.target_words}. Nothing has been sent yet.` }));
  card.append(...facts.steps.map(step));
  if (facts.by_hand.length) card.append(byHand("Nothing is sent. By hand:", facts.by_hand));
  if (facts.warnings.length) card.append(make("ul", { kind: "warnings" }, ...facts.warnings.map((text) => make("li", { text }))));
  card.append(decision(facts, dryRun, send, discard));
  return card;
}

function step(one, place) {
  const box = make("div", { kind: "step" });
  box.append(make("p", { text: `${place + 1}. ${capital(one.about)}, in the words of ${one.dialect}` }));
  box.append(make("p", { kind: "quiet", text: `to ${one.destination}` }));
  const rows = one.pieces.map((piece) =>
    make("tr", {}, make("td", {}, make("code", { text: piece.bytes })), make("td", { text: piece.meaning })));
  box.append(make("table", { kind: "bytes" }, make("caption", { kind: "unseen", text: "Every byte and what it means" }), make("tbody", {}, ...rows)));
  return box;
}

function decision(facts, dryRun, send, discard) {
  const box = make("div", { kind: "decision" });
  if (facts.already) {
    box.append(make("p", { id: "already", text: `It is so already: ${facts.already}.` }), button("Put it aside", "discard", discard));
    return box;
  }
  if (dryRun) {
    box.append(make("p", { id: "dry-run", text: "Nothing was sent: this page only shows plans." }));
    box.append(button("Put it aside", "discard", discard));
    return box;
  }
  const go = button(facts.by_hand_only ? "I do it now: look for the printer" : "Send it", "send", () => send(agreed?.checked ?? false), "main");
  const agreed = facts.dangers.length ? make("input", { type: "checkbox", id: "agreed" }) : null;
  if (agreed) {
    go.disabled = true;
    agreed.addEventListener("change", () => { go.disabled = !agreed.checked; });
    box.append(make("div", { kind: "dangers" },
      ...[...new Set(facts.dangers.map(reason))].map((text) => make("p", { text })),
      make("label", {}, agreed, " Yes, do it")));
  }
  box.append(make("div", { kind: "actions" }, button("Put it aside", "discard", discard), go));
  return box;
}

// Of "address: The printer moves …" what is said, so that two settings of one danger say it once.
const reason = (danger) => danger.slice(danger.indexOf(": ") + 2);

export function verdict(result) {
  const [kind, sign, title] = VERDICTS[result.verdict];
  const card = banner(kind, sign, title, `${capital(result.seen)}.`);
  if (result.next_step) card.lastChild.append(make("p", {}, make("strong", { text: "Next: " }), result.next_step));
  card.lastChild.append(...result.notes.map((text) => make("p", { text })));
  card.lastChild.append(make("p", { kind: "quiet", text: `${result.bytes_sent} bytes were sent. What was done stands in ${result.record}` }));
  return card;
}

const SENT = new Map([
  [false, "Nothing was sent."], [true, "Something was sent before it broke off."], [null, "Whether anything was taken is not known."],
]);

export function failure(task) {
  const { message, hint, sent } = task.error;
  const title = sent === false ? "Not done" : "Broken off";
  const card = banner("bad", "✕", title, sentence(capital(message), hint));
  if (task.kind === "apply" || task.kind === "self-test") card.lastChild.append(make("p", { text: SENT.get(sent) }));
  return card;
}

export function selfTest(result) {
  if (result.steps.length) return make("div", { kind: "card" }, byHand("Nothing was sent. By hand:", result.steps));
  const words = `${result.sent} bytes were sent. Whether the page came is not proven: ${result.why}.`;
  const card = banner("unsure", "?", "Sent", words);
  card.lastChild.append(make("p", {}, make("strong", { text: "Next: " }), "look at the paper."));
  return card;
}

export function checks(result) {
  const troubles = result.checks.filter((check) => check.verdict === "trouble");
  const title = troubles.length ? `Trouble: ${troubles.map((check) => check.name).join(", ")}` : "Nothing is wrong that can be seen from here";
  const items = result.checks.map((check) => {
    const [kind, sign] = CHECKS[check.verdict];
    const words = make("div", {}, make("strong", { text: check.name }), ` ${check.words}`);
    if (check.cure) words.append(make("p", { kind: "cure", text: check.cure }));
    return make("li", { kind }, make("span", { kind: "sign", text: sign, "aria-label": check.verdict }), words);
  });
  return make("div", { kind: "card", id: "checks" }, make("h3", { text: title }), make("ul", { kind: "checks" }, ...items));
}

function banner(kind, sign, title, words) {
  const text = make("div", {}, make("h3", { text: title }), make("p", { text: words }));
  return make("div", { kind: `card verdict ${kind}`, id: "verdict" }, make("span", { kind: "sign", text: sign, "aria-hidden": "true" }), text);
}

function byHand(title, steps) {
  return make("div", { kind: "by-hand" }, make("p", { text: title }), make("ol", {}, ...steps.map((text) => make("li", { text }))));
}

function button(text, id, act, kind = "") {
  const made = make("button", { text, id, kind, type: "button" });
  made.addEventListener("click", act);
  return made;
}
