// Elements are made here and nowhere else; every text is set as text, never as markup.

export const byId = (id) => document.getElementById(id);

export function make(name, { text = "", kind = "", ...properties } = {}, ...children) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("aria-") || key === "for" || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function option(value, words) {
  return make("option", { value, text: words });
}

// What a button asks for: the answer, or an error whose message is shown as it is.
export async function ask(what) {
  let answer;
  try {
    const headers = { "Content-Type": "application/json" };
    answer = await (await fetch("do", { method: "POST", headers, body: JSON.stringify(what) })).json();
  } catch {
    throw new Error("The program behind this page does not answer; is it still running?");
  }
  if (!answer.ok) throw new Error(sentence(answer.error, answer.hint));
  return answer.answer;
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const sentence = (message, hint) => (hint ? `${message}. ${hint}` : message);
