// The forms, drawn from the catalogue. The program checks what is typed, and this shows what it says.

import { ask, byId, capital, make, option } from "./elements.js";

const ADDRESS = ["address", "mask", "gateway"];
const ELSEWHERE = new Set([...ADDRESS, "dhcp"]);
const SHOWN = new Set(["mac", "hardware-id"]);      // identities: not a matter for a form
const OPEN_AT_FIRST = new Set(["Print", "Cutter and drawer"]);
const CHECK_AFTER_MILLISECONDS = 150;

const CAPTIONS = {
  address: ["IP address", "192.168.1.50"], mask: ["Network mask", "255.255.255.0"], gateway: ["Gateway (router)", "192.168.1.1"],
  dhcp: ["DHCP"], mac: ["MAC address"],
};

export const caption = ({ name, title }) => CAPTIONS[name]?.[0] ?? capital(title);

export function draw({ fields, dialects, self_tests }) {
  const named = Object.fromEntries(fields.map((field) => [field.name, field]));
  byId("address-fields").replaceChildren(...ADDRESS.map((name) => row(named[name], CAPTIONS[name][1])));
  byId("field-mask").value = "255.255.255.0";
  const groups = Map.groupBy
    ? Map.groupBy(fields.filter(isSetting), (field) => field.group)
    : grouped(fields.filter(isSetting));
  byId("groups").replaceChildren(...[...groups].map(group));
  for (const id of ["address-dialect", "settings-dialect"]) {
    byId(id).replaceChildren(option("", "chosen as the likeliest"), ...dialects.map(dialectOption));
  }
  byId("way").replaceChildren(option("", "chosen as the likeliest"), ...self_tests.map((way) =>
    option(way.way, `${way.way}: ${way.about}${way.by_hand ? "" : ` (${way.confidence})`}`)));
  return named;
}

const isSetting = (field) => !ELSEWHERE.has(field.name) && !SHOWN.has(field.name);
const dialectOption = (dialect) => option(dialect.name, `${dialect.name}: ${dialect.about} (${dialect.confidence})`);

function grouped(fields) {
  const groups = new Map();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return groups;
}

function group([name, fields]) {
  const box = make("details", { open: OPEN_AT_FIRST.has(name) }, make("summary", { text: name }));
  box.append(make("div", { kind: "fields" }, ...fields.map((field) => row(field))));
  return box;
}

function row(field, placeholder = "") {
  const id = `field-${field.name}`;
  const input = field.kind === "choice" ? choice(field) : typed(field, placeholder);
  Object.assign(input, { id, name: field.name });
  input.setAttribute("aria-describedby", `${id}-note ${id}-problem`);
  const unit = field.unit ? ` (${field.unit})` : "";
  const parts = [
    make("label", { for: id, text: caption(field) + (field.kind === "choice" ? unit : "") }),
    input,
    make("p", { kind: "note", id: `${id}-note`, text: note(field) }),
    make("p", { kind: "problem", id: `${id}-problem` }),
  ];
  return make("div", { kind: "field" }, ...parts);
}

function choice(field) {
  return make("select", {}, option("", "leave as it is"), ...field.choices.map((word) => option(word, word)));
}

function typed(field, placeholder) {
  const input = make("input", { autocomplete: "off", spellcheck: false, placeholder: placeholder || "leave as it is" });
  if (field.kind === "number") input.inputMode = "numeric";
  if (field.secret) input.type = "password";
  return input;
}

function note(field) {
  const words = field.kind === "choice" || ELSEWHERE.has(field.name) ? [] : [field.range];
  if (field.confidence !== "certain") words.push(`${field.confidence}, not certain`);
  if (field.restart) words.push("after a power cycle");
  return words.join("; ");
}

// An address may bring its mask: 192.168.1.50/24.
export function followAddress() {
  byId("field-mask").disabled = byId("field-address").value.includes("/");
}

// What the two forms hold, for the program.

export function addressValues() {
  if (byId("how-dhcp").checked) return { dhcp: "on" };
  const texts = ADDRESS.map((name) => byId(`field-${name}`)).filter((input) => !input.disabled).map((input) => [input.name, input.value]);
  return { ...Object.fromEntries(texts), dhcp: "off" };
}

export function settingsValues() {
  const inputs = [...byId("groups").querySelectorAll("input, select")];
  return Object.fromEntries(inputs.filter((input) => input.value.trim()).map((input) => [input.name, input.value]));
}

// Checks while one types: the last answer counts, whatever order they come in.

export function watch(form, values, problem) {
  let timer = 0, asked = 0;
  const check = async () => {
    const number = ++asked;
    try {
      const found = await ask({ do: "check", values: values() });
      if (number === asked) show(form, found, problem);
    } catch (error) {
      if (number === asked) problem.textContent = error.message;
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(check, CHECK_AFTER_MILLISECONDS);
  };
  form.addEventListener("input", soon);
  return check;
}

function show(form, found, problem) {
  for (const input of form.querySelectorAll("[name]")) {
    const place = byId(`field-${input.name}-problem`);
    if (!place) continue;
    place.textContent = capital(found[input.name] ?? "");
    input.setAttribute("aria-invalid", String(input.name in found));
  }
  problem.textContent = capital(found[""] ?? "");
}
