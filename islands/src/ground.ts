// The moving map: Natural Earth as the ground, marks drawn no more exactly than they are known.
import { Map as Moving, Marker, ScaleControl, setWorkerUrl, type GeoJSONSource } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Mark, Tiles } from "./happenings";
import { deepest, layersOf, sourceOf } from "./tiles";

type Feature = GeoJSON.Feature;
const KM = 111.32; // kilometres of a degree of latitude
const MOST_LABELS = 60;

/** A circle of so many kilometres, true to scale at every zoom. */
function circle(mark: Mark): GeoJSON.Polygon {
  const points: [number, number][] = [];
  const wide = mark.radius / (KM * Math.max(0.1, Math.cos((mark.latitude * Math.PI) / 180)));
  for (let turn = 0; turn <= 48; turn += 1) {
    const angle = (turn / 48) * 2 * Math.PI;
    points.push([mark.longitude + wide * Math.cos(angle), mark.latitude + (mark.radius / KM) * Math.sin(angle)]);
  }
  return { type: "Polygon", coordinates: [points] };
}

const collection = (features: Feature[]): GeoJSON.FeatureCollection => ({ type: "FeatureCollection", features });
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class Ground {
  readonly map: Moving;
  private labels: Marker[] = [];
  private counts = new Map<string, number>();
  private asked = 0;

  constructor(
    host: HTMLElement,
    private readonly marks: Mark[],
    world: Topology,
    private readonly countries: string[],
    view: [number, number, number, number] | undefined,
    tiles: Tiles | null,
  ) {
    setWorkerUrl("/static/built/map-worker.js");
    const shapes = world.objects["countries"] as GeometryCollection;
    const land = feature(world, shapes);
    for (const one of land.features) one.properties = { number: String(one.id) };
    this.map = new Moving({
      container: host,
      bounds: view ?? [-30, -35, 70, 65],
      fitBoundsOptions: { maxZoom: 10 },
      maxZoom: deepest(tiles),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      style: {
        version: 8,
        sources: {
          land: { type: "geojson", data: land as GeoJSON.FeatureCollection, tolerance: 0.2 },
          around: { type: "geojson", data: collection([]) },
          spots: { type: "geojson", data: collection([]) },
          ...(tiles ? { tiles: sourceOf(tiles) } : {}),
        },
        layers: [
          { id: "sea", type: "background", paint: { "background-color": colour("--sea") } },
          { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--land") } },
          ...(tiles ? layersOf(tiles, colour) : []),
          { id: "whole", type: "fill", source: "land", filter: ["in", ["get", "number"], ["literal", this.countries]], paint: { "fill-color": colour("--asserted"), "fill-opacity": 0.1 } },
          { id: "coast", type: "line", source: "land", paint: { "line-color": colour("--coast"), "line-width": 0.8 }, maxzoom: tiles ? 7 : 24 },
          { id: "around", type: "fill", source: "around", paint: { "fill-color": colour("--asserted"), "fill-opacity": ["case", ["get", "lit"], 0.12, 0.03] } },
          { id: "edge", type: "line", source: "around", filter: ["!", ["get", "area"]], paint: { "line-color": colour("--asserted"), "line-opacity": 0.5 } },
          { id: "broken", type: "line", source: "around", filter: ["get", "area"], paint: { "line-color": colour("--asserted"), "line-opacity": 0.5, "line-dasharray": [4, 3] } },
          { id: "rings", type: "circle", source: "spots", filter: [">", ["get", "contested"], 0], paint: { "circle-radius": ["+", ["get", "size"], 3.5], "circle-color": "transparent", "circle-stroke-color": colour("--denied"), "circle-stroke-width": 2 } },
          { id: "spots", type: "circle", source: "spots", paint: { "circle-radius": ["get", "size"], "circle-color": ["case", ["get", "vague"], colour("--land"), colour("--asserted")], "circle-opacity": ["case", ["get", "lit"], 1, 0.35], "circle-stroke-color": ["case", ["get", "vague"], colour("--asserted"), colour("--land")], "circle-stroke-width": 1.5 } },
        ],
      },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
    const canvas = this.map.getCanvas();
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", "Map: arrow keys move it, plus and minus zoom");
    host.append(this.zoom());
    this.map.on("load", () => this.draw(this.counts));
    this.map.on("moveend", () => this.name());
  }

  /** The marks again: a place is lit as far as something of the chosen span happened there. */
  draw(counts: Map<string, number>): void {
    this.counts = counts;
    const around = this.map.getSource<GeoJSONSource>("around");
    const spots = this.map.getSource<GeoJSONSource>("spots");
    if (!around || !spots) return;
    const placed = this.marks.filter((mark) => mark.shape !== "country");
    around.setData(collection(placed.filter((mark) => mark.radius > 0).map((mark) => ({
      type: "Feature", geometry: circle(mark), properties: { area: mark.shape === "area", lit: this.lit(mark) },
    }))));
    spots.setData(collection(placed.map((mark) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [mark.longitude, mark.latitude] },
      properties: {
        size: Math.min(16, 3.5 + 2.4 * Math.sqrt(counts.get(mark.id) ?? 0)),
        vague: mark.shape === "area", lit: this.lit(mark), contested: mark.contested,
      },
    }))));
    this.name();
  }

  /** The map goes there, and the name there takes the focus of the eye. */
  show(mark: Mark): void {
    const near = { point: 12, circle: 11, area: 8, country: 5 }[mark.shape];
    this.map.jumpTo({ center: [mark.longitude, mark.latitude], zoom: Math.max(this.map.getZoom(), Math.min(near, this.map.getMaxZoom())) });
  }

  holds(mark: Mark): boolean {
    return this.map.getBounds().contains([mark.longitude, mark.latitude]);
  }

  private lit(mark: Mark): boolean {
    return (this.counts.get(mark.id) ?? 0) > 0;
  }

  /** Names as links beside the marks, where there is room: those with most events first. */
  private name(): void {
    for (const label of this.labels) label.remove();
    this.labels = [];
    const taken: [number, number, number, number][] = [];
    const order = this.marks
      .filter((mark) => mark.shape !== "country" && this.holds(mark))
      .sort((a, b) => (this.counts.get(b.id) ?? 0) - (this.counts.get(a.id) ?? 0) || b.contested - a.contested || b.reports - a.reports);
    for (const mark of order.slice(0, 3 * MOST_LABELS)) {
      const at = this.map.project([mark.longitude, mark.latitude]);
      const box: [number, number, number, number] = [at.x, at.y - 11, at.x + (mark.contested ? 110 : 46) + mark.name.length * 7.6, at.y + 11];
      if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
      taken.push(box);
      const link = document.createElement("a");
      link.href = `/entities/${mark.id}`;
      link.className = this.lit(mark) ? "spot" : "spot none";
      link.textContent = mark.name;
      link.title = mark.exactness;
      if (mark.claims > 0) {
        const told = document.createElement("small");
        told.textContent = mark.contested ? `${mark.claims} · ${mark.contested} contested` : String(mark.claims);
        link.append(" ", told);
        link.title = `${mark.claims} claims; ${mark.exactness}`;
      }
      link.dir = "auto";
      const shift = 6 + Math.min(16, 3.5 + 2.4 * Math.sqrt(this.counts.get(mark.id) ?? 0));
      const label = new Marker({ element: link, anchor: "left", offset: [shift, 0] });
      this.labels.push(label.setLngLat([mark.longitude, mark.latitude]).addTo(this.map));
      link.removeAttribute("aria-label"); // the library's word for a marker says less than its name
      link.removeAttribute("role");
      if (this.labels.length >= MOST_LABELS) break;
    }
    void this.orient(taken);
  }

  /** Towns of the gazetteer for orientation, where neither a mark nor its name stands. */
  private async orient(taken: [number, number, number, number][]): Promise<void> {
    const asked = ++this.asked;
    const b = this.map.getBounds();
    const box = [b.getSouth(), b.getWest(), b.getNorth(), b.getEast()].map((n) => n.toFixed(3)).join(",");
    const answer = await fetch(`/map/towns.json?box=${box}`);
    if (!answer.ok || asked !== this.asked) return;
    for (const [name, latitude, longitude] of (await answer.json()) as [string, number, number][]) {
      const at = this.map.project([longitude, latitude]);
      const room: [number, number, number, number] = [at.x - 6, at.y - 9, at.x + 12 + name.length * 6.6, at.y + 9];
      if (taken.some((t) => room[0] < t[2] && t[0] < room[2] && room[1] < t[3] && t[1] < room[3])) continue;
      taken.push(room);
      const label = document.createElement("span");
      label.className = "town";
      label.textContent = name;
      const mark = new Marker({ element: label, anchor: "left" }).setLngLat([longitude, latitude]).addTo(this.map);
      label.removeAttribute("role");
      label.removeAttribute("aria-label");
      label.removeAttribute("tabindex");
      label.setAttribute("aria-hidden", "true");
      this.labels.push(mark);
    }
  }

  private zoom(): HTMLElement {
    const box = document.createElement("div");
    box.className = "zoom";
    for (const [sign, name, act] of [["+", "Closer", () => this.map.zoomIn()], ["−", "Farther", () => this.map.zoomOut()]] as const) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", act);
      box.append(button);
    }
    return box;
  }
}
