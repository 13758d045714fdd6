// Tiles of one's own between the shapes and the marks, in the colours of the page.
import type { LayerSpecification, SourceSpecification } from "maplibre-gl";
import type { Tiles } from "./happenings";

const DEEPEST = 17;
// what the usual schemas of vector tiles call their layers; words come from the gazetteer, not from tiles
const LAND = ["earth", "land"];
const WATER = ["water", "ocean", "water_polygons"];
const GREEN = ["landuse", "landcover", "park", "natural"];
const ROADS = ["roads", "transportation", "streets", "road"];
const BORDERS = ["boundaries", "boundary", "admin"];
const HOUSES = ["buildings", "building"];

export const deepest = (tiles: Tiles | null): number => (tiles ? Math.min(DEEPEST, Math.max(13, tiles.most + 1)) : 13);

export function sourceOf(tiles: Tiles): SourceSpecification {
  const address = tiles.template.startsWith("/") ? location.origin + tiles.template : tiles.template;
  const shared = { tiles: [address], minzoom: tiles.least, maxzoom: tiles.most };
  return tiles.kind === "raster" ? { type: "raster", tileSize: 256, ...shared } : { type: "vector", ...shared };
}

export function layersOf(tiles: Tiles, colour: (name: string) => string): LayerSpecification[] {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  if (tiles.kind === "raster") {
    const paint = { "raster-saturation": -0.55, "raster-opacity": dark ? 0.75 : 0.9, ...(dark ? { "raster-brightness-max": 0.55 } : {}) };
    return [{ id: "tiles", type: "raster", source: "tiles", paint }];
  }
  const there = (names: string[]): string[] => names.filter((name) => tiles.layers.includes(name));
  const fill = (name: string, from: string, opacity = 1): LayerSpecification =>
    ({ id: `tiles-${name}`, type: "fill", source: "tiles", "source-layer": name, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour(from), "fill-opacity": opacity } });
  const line = (name: string, from: string, width: number, dashed = false): LayerSpecification =>
    ({ id: `tiles-${name}`, type: "line", source: "tiles", "source-layer": name, paint: { "line-color": colour(from), "line-width": width, ...(dashed ? { "line-dasharray": [4, 3] } : {}) } });
  return [
    ...there(LAND).map((name) => fill(name, "--land")),
    ...there(GREEN).map((name) => fill(name, "--coast", 0.12)),
    ...there(WATER).map((name) => fill(name, "--sea")),
    ...there(HOUSES).map((name) => fill(name, "--coast", 0.35)),
    ...there(ROADS).map((name) => line(name, "--coast", 1)),
    ...there(BORDERS).map((name) => line(name, "--coast", 1.2, true)),
  ];
}
