// The map and the timeline together: what is chosen in one filters the other and the list beside them.
import type { Topology } from "topojson-specification";
import { Brush } from "./brush";
import { Ground } from "./ground";
import { dayOf, inWords, iso, within, type Data, type Happening, type Span } from "./happenings";

const json = async <T>(path: string): Promise<T> => (await fetch(path)).json() as Promise<T>;

function spanOf(query: URLSearchParams): Span | null {
  const [first, last] = [dayOf(query.get("from") ?? ""), dayOf(query.get("to") ?? "")];
  return first !== null && last !== null && first <= last ? { first, last } : null;
}

function boundsOf(box: string | null): [number, number, number, number] | undefined {
  const parts = (box ?? "").split(",").map(Number);
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return undefined;
  return parts.every(Number.isFinite) && west < east && south < north ? [west, south, east, north] : undefined;
}

async function start(page: HTMLElement): Promise<void> {
  const [data, world] = await Promise.all([json<Data>("/map/happenings.json"), json<Topology>("/static/built/world.json")]);
  const query = new URLSearchParams(location.search);
  const marks = new Map(data.places.map((mark) => [mark.id, mark]));
  const lines = new Map([...page.querySelectorAll<HTMLElement>("[data-event]")].map((line) => [line.dataset.event ?? "", line]));
  const host = page.querySelector<HTMLElement>("#map");
  const band = page.querySelector<HTMLElement>("#brush");
  const told = page.querySelector<HTMLElement>("#span");
  if (!host || !band || !told) return;
  page.classList.add("moved");

  let here = query.has("box"); // whether only what the map shows counts
  let ground: Ground | null = null;
  if (data.places.length > 0) try {
    ground = new Ground(host, data.places, world, data.countries, boundsOf(query.get("box")) ?? boundsOf(host.dataset.frame ?? null), data.tiles);
  } catch {
    host.hidden = true; // no WebGL: the drawing stays, and the timeline with the list
    page.classList.add("drawn");
  }
  const moving = ground;
  const onMap = (event: Happening): boolean => {
    if (!here || !moving) return true;
    const mark = event.where === null ? undefined : marks.get(event.where);
    return mark !== undefined && moving.holds(mark);
  };
  const dated = data.events.some((event) => event.first !== null);
  const brush = dated ? new Brush(band, data.events, spanOf(query), () => update()) : null;

  const update = (): void => {
    const span = brush?.span ?? null;
    const counts = new Map<string, number>();
    let shown = 0;
    for (const event of data.events) {
      const inTime = within(event, span);
      if (inTime && event.where !== null) counts.set(event.where, (counts.get(event.where) ?? 0) + 1);
      const passes = inTime && onMap(event);
      shown += passes ? 1 : 0;
      lines.get(event.id)?.toggleAttribute("hidden", !passes);
    }
    moving?.draw(counts);
    brush?.draw((event) => within(event, span) && onMap(event));
    tell(shown, span);
    keep(span);
  };
  const tell = (shown: number, span: Span | null): void => {
    const words = span ? `${inWords(span.first)} to ${inWords(span.last)}` : "all time";
    told.replaceChildren(`${shown} of ${data.events.length} events: ${words}${here ? ", where the map is" : ""} `);
    if (span || here) {
      const all = document.createElement("button");
      all.type = "button";
      all.textContent = "Show all";
      all.addEventListener("click", () => {
        here = false;
        if (brush) brush.span = null;
        update();
      });
      told.append(all);
    }
  };
  const keep = (span: Span | null): void => {
    const address = new URL(location.href);
    for (const name of ["from", "to", "box"]) address.searchParams.delete(name);
    if (span) {
      address.searchParams.set("from", iso(span.first));
      address.searchParams.set("to", iso(span.last));
    }
    if (here && moving) {
      const b = moving.map.getBounds();
      address.searchParams.set("box", [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((n) => n.toFixed(3)).join(","));
    }
    history.replaceState(null, "", address);
  };
  update();
  if (!moving) {
    page.dataset.ready = "yes";
    return;
  }
  moving.map.on("moveend", (event) => {
    if ("originalEvent" in event && event.originalEvent) here = true; // moved by a person, not by us
    if (here) update();
  });
  for (const button of host.querySelectorAll(".zoom button")) {
    button.addEventListener("click", () => {
      here = true;
    });
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-place]")) {
    const mark = marks.get(button.dataset.place ?? "");
    button.hidden = mark === undefined;
    button.addEventListener("click", () => {
      if (!mark) return;
      here = true;
      moving.show(mark);
      host.scrollIntoView({ block: "nearest" });
      moving.map.getCanvas().focus({ preventScroll: true });
    });
  }
  moving.map.once("load", () => {
    page.dataset.ready = "yes";
    update();
  });
}

const page = document.getElementById("together");
if (page) void start(page);
