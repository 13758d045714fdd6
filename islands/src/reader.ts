// The reader: marks in the text and notes in the margin belong together, by hover, focus, tap and keys.
import { onKey } from "./keys";
import { selectedIn } from "./places";

const WIDE = matchMedia("(min-width: 62rem)");
const GAP = 10; // pixels between two notes

export function readReport(read: HTMLElement): void {
  const parts = [...read.querySelectorAll<HTMLElement>("[data-claims]")];
  const marks = parts.filter((part) => part.matches("a.mark"));
  const notes = [...read.querySelectorAll<HTMLElement>(".note")];
  const claimsOf = (part: HTMLElement): string[] => (part.dataset.claims ?? "").split(" ");
  const light = (claims: string[], on: boolean): void => {
    for (const part of parts) {
      if (claimsOf(part).some((claim) => claims.includes(claim))) part.classList.toggle("here", on);
    }
  };
  /** The claim stays lit, on a narrow screen with its note open, until another is chosen. */
  const choose = (claims: string[]): void => {
    for (const part of parts) {
      part.classList.toggle("chosen", claimsOf(part).some((claim) => claims.includes(claim)));
    }
    place();
  };
  const place = (): void => {
    read.classList.toggle("floating", WIDE.matches);
    if (!WIDE.matches) {
      for (const note of notes) note.style.removeProperty("top");
      read.style.removeProperty("min-height");
      return;
    }
    const origin = read.getBoundingClientRect().top;
    let free = 0;
    for (const note of notes) {
      const claim = claimsOf(note)[0] ?? "";
      const words = read.querySelector(`[id="${CSS.escape(claim)}"]`) ?? note;
      const wanted = words.getBoundingClientRect().top - origin - 4;
      const top = Math.max(wanted, free);
      note.style.top = `${top}px`;
      free = top + note.offsetHeight + GAP;
    }
    read.style.minHeight = `${free}px`;
  };

  for (const part of parts) {
    const claims = claimsOf(part);
    part.addEventListener("mouseenter", () => light(claims, true));
    part.addEventListener("mouseleave", () => light(claims, false));
    part.addEventListener("focusin", () => light(claims, true));
    part.addEventListener("focusout", () => light(claims, false));
  }
  for (const mark of marks) {
    mark.addEventListener("click", (event) => {
      event.preventDefault(); // the note is in sight: nothing needs to jump
      const claims = claimsOf(mark);
      choose(claims);
      history.replaceState(null, "", `#${claims[claims.length - 1]}`);
    });
  }
  const step = (by: number): void => {
    const firsts = marks.filter((mark, at) => at === 0 || mark.dataset.claims !== marks[at - 1]?.dataset.claims);
    const now = document.activeElement?.closest<HTMLElement>("[data-claims]");
    const last = now ? claimsOf(now).at(-1) : read.querySelector<HTMLElement>("a.mark.chosen")?.dataset.claims?.split(" ").at(-1);
    const at = last === undefined ? -1 : firsts.findIndex((mark) => claimsOf(mark).includes(last));
    const next = firsts[Math.min(Math.max(at + by, 0), firsts.length - 1)];
    if (!next) return;
    choose(claimsOf(next));
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
  const chosenNote = (): HTMLElement | null => read.querySelector(".note.chosen");
  onKey("j", () => step(1));
  onKey("k", () => step(-1));
  onKey("o", () => {
    const others = chosenNote()?.querySelector("details");
    if (others) others.open = !others.open;
  });
  onKey("c", () => chosenNote()?.querySelector<HTMLAnchorElement>("a.compare")?.click());

  // a claim that the machine missed: what is selected goes along to the editor
  const missed = document.querySelector<HTMLAnchorElement>("a.missed");
  missed?.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  missed?.addEventListener("click", () => {
    const chosen = selectedIn(read);
    if (chosen) missed.search = `?missed=${chosen}`;
  });
  onKey("x", () => missed?.click());

  read.classList.add("live");
  for (const opened of read.querySelectorAll("details")) opened.addEventListener("toggle", place);
  WIDE.addEventListener("change", place);
  addEventListener("resize", place);
  const start = (): void => {
    const claim = decodeURIComponent(location.hash.slice(1)).replace(/^note-/, "");
    if (claim) choose([claim]);
    place();
    if (claim) document.getElementById(claim)?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", start);
  void document.fonts.ready.then(start);
}
