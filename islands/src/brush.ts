// The timeline under the map: columns of events, and a span of time chosen by dragging or with the arrow keys.
import { dateOf, inWords, type Happening, type Span } from "./happenings";

const NS = "http://www.w3.org/2000/svg";
const HIGH = 76; // of the columns, in pixels
const MOST = 80; // columns

function make(parent: Element, name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  parent.append(made);
  return made;
}

export class Brush {
  span: Span | null;
  private readonly svg: SVGElement;
  private readonly columns: SVGElement;
  private readonly chosen: SVGElement;
  private readonly handles: [SVGElement, SVGElement];
  private readonly low: number;
  private readonly high: number;
  private readonly step: number;

  constructor(
    host: HTMLElement,
    private readonly events: Happening[],
    span: Span | null,
    private readonly changed: () => void,
  ) {
    const days = events.flatMap((e) => (e.first === null || e.last === null ? [] : [e.first, e.last]));
    const margin = Math.max(2, Math.round((Math.max(...days) - Math.min(...days)) / 40));
    this.low = Math.min(...days) - margin;
    this.high = Math.max(...days) + margin;
    this.step = Math.max(1, Math.ceil((this.high - this.low) / MOST));
    this.span = span;
    this.svg = make(host, "svg", { role: "group", "aria-label": "Events by time; drag to choose a span" });
    this.columns = make(this.svg, "g", {});
    make(this.svg, "line", { class: "rule", x1: 0, x2: "100%", y1: HIGH, y2: HIGH });
    this.ticks();
    this.chosen = make(this.svg, "rect", { class: "chosen", y: 0, height: HIGH });
    this.handles = [this.handle("first"), this.handle("last")];
    this.drag();
    this.draw(() => true);
  }

  /** The columns again, with the events that pass lit. */
  draw(passes: (event: Happening) => boolean): void {
    const counts = new Map<number, [number, number]>();
    for (const event of this.events) {
      if (event.first === null || event.last === null) continue;
      const at = Math.floor(((event.first + event.last) / 2 - this.low) / this.step);
      const [all, lit] = counts.get(at) ?? [0, 0];
      counts.set(at, [all + 1, lit + (passes(event) ? 1 : 0)]);
    }
    const most = Math.max(1, ...[...counts.values()].map(([all]) => all));
    this.columns.replaceChildren();
    const wide = (this.step / (this.high - this.low)) * 100;
    for (const [at, [all, lit]] of counts) {
      const x = `${(at * wide + wide * 0.1).toFixed(3)}%`;
      for (const [n, name] of [[all, "bar"], [lit, "bar in"]] as const) {
        const tall = (n / most) * (HIGH - 8);
        if (n) make(this.columns, "rect", { class: name, x, width: `${(wide * 0.8).toFixed(3)}%`, y: HIGH - tall, height: tall });
      }
    }
    const shown = this.span ?? { first: this.low, last: this.high };
    this.chosen.setAttribute("x", this.percent(shown.first));
    this.chosen.setAttribute("width", `${(((shown.last - shown.first) / (this.high - this.low)) * 100).toFixed(3)}%`);
    this.chosen.classList.toggle("all", this.span === null);
    this.handles.forEach((handle, which) => {
      const day = which === 0 ? shown.first : shown.last;
      handle.setAttribute("x", this.percent(day));
      handle.setAttribute("aria-valuenow", String(day));
      handle.setAttribute("aria-valuetext", inWords(day));
    });
  }

  choose(span: Span | null): void {
    this.span = span;
    this.changed();
  }

  private percent(day: number): string {
    return `${(((day - this.low) / (this.high - this.low)) * 100).toFixed(3)}%`;
  }

  private ticks(): void {
    const months = (this.high - this.low) / 30.4;
    const every = Math.max(1, Math.ceil(months / 7));
    const at = new Date(Date.UTC(dateOf(this.low).getUTCFullYear(), dateOf(this.low).getUTCMonth(), 1));
    const names = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
    for (; at.getTime() < dateOf(this.high).getTime(); at.setUTCMonth(at.getUTCMonth() + every)) {
      const share = (at.getTime() - dateOf(this.low).getTime()) / (dateOf(this.high).getTime() - dateOf(this.low).getTime());
      if (share < 0 || share > 0.96) continue;
      make(this.svg, "text", { x: `${(share * 100).toFixed(2)}%`, y: HIGH + 18, "text-anchor": share < 0.05 ? "start" : "middle" })
        .textContent = names.format(at);
    }
  }

  private handle(which: "first" | "last"): SVGElement {
    const name = which === "first" ? "From" : "To";
    const made = make(this.svg, "rect", {
      class: "handle", y: 0, width: 5, height: HIGH, role: "slider", tabindex: 0, "aria-label": name,
      "aria-valuemin": this.low, "aria-valuemax": this.high,
    });
    made.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -30, PageUp: 30 }[(event as KeyboardEvent).key];
      if (by === undefined) return;
      event.preventDefault();
      const span = { ...(this.span ?? { first: this.low, last: this.high }) };
      span[which] = Math.min(Math.max(span[which] + by * this.step, this.low), this.high);
      if (span.first <= span.last) this.choose(span);
    });
    return made;
  }

  private drag(): void {
    const day = (event: PointerEvent): number => {
      const box = this.svg.getBoundingClientRect();
      const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
      return Math.round(this.low + share * (this.high - this.low));
    };
    this.svg.addEventListener("pointerdown", (down) => {
      const held = this.handles.indexOf(down.target as SVGElement);
      const kept = this.span ?? { first: this.low, last: this.high };
      const fixed = held === 0 ? kept.last : held === 1 ? kept.first : day(down);
      this.svg.setPointerCapture(down.pointerId);
      const move = (event: PointerEvent): void => {
        const here = day(event);
        this.choose({ first: Math.min(fixed, here), last: Math.max(fixed, here) });
      };
      this.svg.addEventListener("pointermove", move);
      const stop = (event: PointerEvent): void => {
        this.svg.removeEventListener("pointermove", move);
        if (held < 0 && day(event) === fixed) this.choose(null); // a click alone asks for all of it again
      };
      this.svg.addEventListener("pointerup", stop, { once: true });
      this.svg.addEventListener("pointercancel", () => this.svg.removeEventListener("pointermove", move), { once: true });
    });
  }
}
