// Keyboard and hover in the reader: j and k go from claim to claim, / goes to the search. Everything works without.
"use strict";

const lit = (ids, on) => {
  for (const element of document.querySelectorAll("[data-claims]")) {
    if (element.dataset.claims.split(" ").some((id) => ids.includes(id))) {
      element.classList.toggle("here", on);
    }
  }
};

for (const element of document.querySelectorAll("[data-claims]")) {
  const ids = element.dataset.claims.split(" ");
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    element.addEventListener(event, () => lit(ids, on));
  }
}

const marks = [...document.querySelectorAll("a.mark")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("input[type=search]").focus();
  }
  if ((event.key === "j" || event.key === "k") && marks.length) {
    const at = marks.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(at + 1, marks.length - 1) : Math.max(at - 1, 0);
    marks[next].focus();
    marks[next].scrollIntoView({ block: "center" });
  }
});
