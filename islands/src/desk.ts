// What every page does with a script; all of it works without, only slower.
import { listen, onKey } from "./keys";
import { readReport } from "./reader";

document.documentElement.classList.add("scripted");
listen();

onKey("/", (event) => {
  event.preventDefault();
  document.querySelector<HTMLInputElement>("header input[type=search]")?.focus();
});
const help = document.querySelector<HTMLDialogElement>("dialog.keys");
onKey("?", () => (help?.open ? help.close() : help?.showModal()));
for (const opener of document.querySelectorAll("button.keys")) {
  opener.addEventListener("click", () => help?.showModal());
}

// v judges the claim at hand: in a report the chosen one, elsewhere the one whose words have the focus or come next
onKey("v", () => {
  if (!document.querySelector('header nav a[href="/review"]')) return;
  const chosen = document.querySelector<HTMLElement>(".note.chosen, .note.here");
  const at = document.activeElement?.closest("[data-step], .account, li, article") ?? document.querySelector("main");
  const words = at?.querySelector<HTMLAnchorElement>('blockquote a[href*="#"]') ?? document.querySelector<HTMLAnchorElement>('main blockquote a[href*="#"]');
  const claim = chosen?.dataset.claims ?? words?.hash.slice(1);
  if (claim) location.assign(`/review/claims/${claim}`);
});

const read = document.querySelector<HTMLElement>(".read");
if (read) {
  readReport(read);
} else {
  // elsewhere j and k go from one entry of the page to the next; a part of the page may have been exchanged
  const entries = (): HTMLAnchorElement[] =>
    [...document.querySelectorAll<HTMLAnchorElement>("[data-step] a, a[data-step]")].filter(
      (entry, at, all) => entry.closest("[data-step]") !== all[at - 1]?.closest("[data-step]"),
    );
  const step = (by: number): void => {
    const now = document.activeElement?.closest("[data-step]");
    const all = entries();
    const at = all.findIndex((entry) => entry.closest("[data-step]") === now);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next?.focus({ preventScroll: true });
    next?.closest("[data-step]")?.scrollIntoView({ block: "nearest" });
  };
  onKey("j", () => step(1));
  onKey("k", () => step(-1));
}
