// The editor by keyboard: j and k turn claims, a r m z judge, e starts a selection of words that the arrows move
// and a letter turns into a correction, x begins a claim that was missed. Everything here can be done with the forms as well.
"use strict";

const panel = document.querySelector(".panel");
const text = document.querySelector(".editor .text");
const byWords = document.getElementById("chosen-words"); // null where the report has no claim yet
const missed = document.getElementById("missed");
const missing = document.getElementById("missed-claim");
const pieces = [...document.querySelectorAll(".text [data-at]")];

// --- places: the report counts code points, the page counts UTF-16 units -------------------------------------

const points = (string) => [...string].length;
const units = (string, count) => [...string].slice(0, count).join("").length;

/** The place in the report of a boundary of a selection; null outside the text. */
function placeOf(node, offset) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const inside = node.childNodes[offset] ?? node;
    const piece = inside.nodeType === Node.ELEMENT_NODE ? inside.querySelector?.("[data-at]") ?? inside.closest("[data-at]") : inside.parentElement.closest("[data-at]");
    return piece ? Number(piece.dataset.at) : null;
  }
  const piece = node.parentElement.closest("[data-at]");
  return piece ? Number(piece.dataset.at) + points(node.data.slice(0, offset)) : null;
}

/** The node and offset at a place in the report. */
function spotOf(place, atEnd) {
  for (const piece of pieces) {
    const start = Number(piece.dataset.at);
    const length = points(piece.textContent);
    const inside = atEnd ? start < place && place <= start + length : start <= place && place < start + length;
    if (inside) return [piece.firstChild, units(piece.textContent, place - start)];
  }
  return null;
}

function rangeOf(start, end) {
  const from = spotOf(start, false);
  const to = spotOf(end, true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

// --- the words of the text, for moving through it -------------------------------------------------------------

let words = null;

/** Every word of the text with its place, a word that runs over two pieces as one. */
function allWords() {
  if (words) return words;
  words = [];
  let last = null;
  for (const piece of pieces.filter((one) => !one.closest(".furniture"))) {
    let at = Number(piece.dataset.at);
    for (const part of piece.textContent.split(/(\s+)/u)) {
      const length = points(part);
      if (length && !/^\s/u.test(part)) {
        const lead = points(part.match(/^[^\p{L}\p{N}]*/u)[0]);
        const tail = points(part.match(/[^\p{L}\p{N}]*$/u)[0]);
        const bare = lead + tail < length;
        const start = at + (bare ? lead : 0);
        const end = at + length - (bare ? tail : 0);
        if (last && last.edge === at && last.piece !== piece) last.end = /[\p{L}\p{N}]/u.test(part) ? end : last.end;
        else words.push((last = { start, end, piece }));
        last.edge = at + length;
      }
      at += length;
    }
  }
  return words;
}

let anchor = -1;
let focus = -1;

function choose(from, to) {
  const every = allWords();
  anchor = Math.max(0, Math.min(from, every.length - 1));
  focus = Math.max(0, Math.min(to, every.length - 1));
  const [first, second] = anchor < focus ? [anchor, focus] : [focus, anchor];
  const range = rangeOf(every[first].start, every[second].end);
  if (!range) return;
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  pick();
  const box = range.getBoundingClientRect();
  if (box.top < 60 || box.bottom > innerHeight - 60) scrollBy({ top: box.top - innerHeight / 2 });
}

/** The word a line above or below the one at hand. */
function onLine(step) {
  const every = allWords();
  const here = rangeOf(every[focus].start, every[focus].end)?.getBoundingClientRect();
  if (!here) return focus;
  let best = focus;
  let least = Infinity;
  for (let at = focus + step; at >= 0 && at < every.length && Math.abs(at - focus) < 80; at += step) {
    const box = rangeOf(every[at].start, every[at].end)?.getBoundingClientRect();
    if (!box || Math.abs(box.top - here.top) < here.height / 2) continue;
    const far = Math.abs(box.top - here.top) * 4 + Math.abs(box.left - here.left);
    if (far < least) [best, least] = [at, far];
  }
  return best;
}

/** Starts at the speaker's words, else at the first word of the claim; for a missed claim, at its words. */
function begin() {
  const { spoken = "", parts = "" } = panel.dataset;
  const added = missed.open && missing.elements["content-start"].value;
  const at = added ? `${added},${missing.elements["content-end"].value}` : spoken.trim().split(" ")[0] || parts.trim().split(" ")[0];
  const [start, end] = (at || "0,1").split(",").map(Number);
  const inside = allWords().map((word, at) => [word, at]).filter(([word]) => word.end > start && word.start < end);
  if (inside.length) choose(inside[0][1], inside[inside.length - 1][1]);
  text.focus({ preventScroll: true });
}

// --- the selection, shown and sent ----------------------------------------------------------------------------

let picked = null;

/** Takes what is selected in the text, without the spaces at its ends. */
function pick() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  let start = placeOf(range.startContainer, range.startOffset);
  let end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  const said = wordsBetween(start, end);
  start += points(said.match(/^\s*/u)[0]);
  end -= points(said.match(/\s*$/u)[0]);
  picked = { start, end, text: said.trim() };
  show(picked.text);
}

/** The selected words, or a remark in their place, above the buttons that say what they are. */
function show(said) {
  const output = byWords?.querySelector("output");
  if (output) output.textContent = said;
}

document.addEventListener("selectionchange", pick);

/** The report's own characters between two places; line ends stand between paragraphs. */
function wordsBetween(start, end) {
  let said = "";
  let at = start;
  for (const piece of pieces) {
    const from = Number(piece.dataset.at);
    const to = from + points(piece.textContent);
    if (to <= start || from >= end) continue;
    said += "\n".repeat(Math.max(0, from - at));
    const part = [...piece.textContent].slice(Math.max(0, start - from), end - from).join("");
    said += part;
    at = Math.max(from, start) + points(part);
  }
  return said;
}

/** Fills the form with the selection; false where nothing is selected. */
function fill() {
  if (!picked) return false;
  for (const name of ["start", "end", "text"]) byWords.elements[name].value = picked[name];
  byWords.elements.why.value = document.getElementById("why").value;
  return true;
}

byWords?.addEventListener("submit", (event) => {
  if (fill()) return;
  event.preventDefault();
  show("Select words in the text first.");
});

// --- a claim that the machine missed ------------------------------------------------------------------------------

/** The selected words into a line of the form. */
function take(field) {
  if (!picked) return show("Select words in the text first.");
  missing.elements[field].value = picked.text.replace(/\s+/gu, " ");
  for (const part of ["start", "end", "text"]) missing.elements[`${field}-${part}`].value = picked[part];
}

/** The form opened, with the selected words as those of the claim. */
function add() {
  missed.open = true;
  if (picked) take("content");
  missed.scrollIntoView({ block: "nearest" });
}

for (const button of missing.querySelectorAll("[data-take]")) {
  button.addEventListener("click", () => take(button.dataset.take));
}
missing.addEventListener("input", (event) => {
  const typed = missing.elements[`${event.target.name}-start`]; // typed words have no place yet
  if (typed) for (const part of ["start", "end", "text"]) missing.elements[`${event.target.name}-${part}`].value = "";
});

for (const form of document.querySelectorAll(".by-value, .typed form")) {
  form.addEventListener("submit", () => {
    const why = document.createElement("input");
    Object.assign(why, { type: "hidden", name: "why", value: document.getElementById("why").value });
    form.append(why);
  });
}

// --- keys -----------------------------------------------------------------------------------------------------

const click = (id) => document.getElementById(id)?.click();
const keys = {
  j: () => click("after"),
  k: () => click("before"),
  a: () => click("accept"),
  r: () => click("reject"),
  z: () => document.querySelector("#undo button")?.click(),
  n: () => document.querySelector("#negate button")?.click(),
  m: () => document.getElementById("why")?.focus(),
  t: () => (missed.open ? missing.elements.stance : document.getElementById("stance"))?.focus(),
  s: speakers,
  e: begin,
  x: add,
  Escape: () => {
    getSelection().removeAllRanges();
    picked = null;
    anchor = focus = -1;
    show("");
    missed.open = false;
  },
};
const moves = { ArrowRight: () => focus + 1, ArrowLeft: () => focus - 1, ArrowDown: () => onLine(1), ArrowUp: () => onLine(-1) };

/** The button that says what the selected words are: of the claim that is being added, else a correction. */
const sayer = (key) => (missed.open ? missing : byWords)?.querySelector(`[data-key="${key}"]`);

function pressed(event) {
  if (!panel || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest?.("input, textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    if (event.key === "Enter" && missing.contains(field)) {
      event.preventDefault();
      missing.requestSubmit();
    } else if (event.key === "Enter" && ["why", "stance", "speaker"].includes(field.id)) {
      event.preventDefault();
      if (field.id === "why") click("comment");
      else field.form.requestSubmit();
    }
    return;
  }
  const rightToLeft = getComputedStyle(text).direction === "rtl";
  const flipped = { ArrowRight: "ArrowLeft", ArrowLeft: "ArrowRight" };
  const key = rightToLeft ? flipped[event.key] ?? event.key : event.key;
  let done = null;
  if (focus >= 0 && moves[key]) {
    const to = moves[key]();
    done = () => choose(event.shiftKey ? anchor : to, to);
  } else if (missed.open && key === "Enter" && event.target === text) {
    done = () => missing.requestSubmit();
  } else if (picked && sayer(key)) {
    done = () => sayer(key).click();
  } else {
    done = keys[key];
  }
  if (!done) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  done();
}

addEventListener("keydown", pressed, true);

/** With nothing selected: who of the report the speaker is, by the first letters of a name and Enter. */
function speakers() {
  const people = document.getElementById("speaker");
  if (!people) return;
  people.closest("details").open = true;
  people.focus();
}

// --- where source and cue of the chosen claim stand ---------------------------------------------------------------

if (panel?.dataset.spoken && globalThis.Highlight && CSS.highlights) {
  const marked = { source: [], cue: [] };
  for (const spoken of panel.dataset.spoken.trim().split(" ").filter(Boolean)) {
    const [start, end, kind] = spoken.split(",");
    const range = rangeOf(Number(start), Number(end));
    if (range) marked[kind].push(range);
  }
  CSS.highlights.set("spoken-source", new Highlight(...marked.source));
  CSS.highlights.set("spoken-cue", new Highlight(...marked.cue));
}

// --- words chosen in the reader come along --------------------------------------------------------------------------

if (missed?.open) {
  const panel = missed.closest(".panel"); // scrolls by itself: the text stays where it is
  if (panel) panel.scrollTop += missed.getBoundingClientRect().top - panel.getBoundingClientRect().top;
}
if (missed?.open && missing.elements["content-start"].value) {
  const range = rangeOf(Number(missing.elements["content-start"].value), Number(missing.elements["content-end"].value));
  if (range) getSelection().addRange(range);
  text.focus({ preventScroll: true });
  range?.startContainer.parentElement.scrollIntoView({ block: "center" });
}
