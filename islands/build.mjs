// Builds everything the desk loads into src/riwaya/desk/static/built (or the folder given): the same bytes every time.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../src/riwaya/desk/static/built");
const from = (path) => join(here, "node_modules", path);

const ISLANDS = ["desk", "map"];
const COPIES = {
  "maplibre-gl/dist/maplibre-gl-worker.mjs": "map-worker.js",
  "htmx.org/dist/htmx.min.js": "htmx.js",
  "world-atlas/countries-50m.json": "world.json",
  "@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2": "serif.woff2",
  "@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-opsz-normal.woff2": "serif-ext.woff2",
  "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2": "serif-italic.woff2",
  "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2": "sans.woff2",
  "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2": "sans-ext.woff2",
  "@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2": "naskh.woff2",
};
const LICENCES = [
  "maplibre-gl/LICENSE.txt",
  "htmx.org/LICENSE",
  "world-atlas/LICENSE",
  "topojson-client/LICENSE",
  "@fontsource-variable/source-serif-4/LICENSE",
  "@fontsource-variable/source-sans-3/LICENSE",
  "@fontsource-variable/noto-naskh-arabic/LICENSE",
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: ISLANDS.map((name) => join(here, "src", `${name}.ts`)),
  outdir: out,
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none", // the licences stand in LICENSES.txt
});
for (const [source, name] of Object.entries(COPIES)) cpSync(from(source), join(out, name));
for (const name of readdirSync(out).filter((n) => n.endsWith(".js"))) {
  const text = readFileSync(join(out, name), "utf8").replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n");
  writeFileSync(join(out, name), text);
}
const licences = LICENCES.map((path) => `${path}\n\n${readFileSync(from(path), "utf8").trim()}\n`);
writeFileSync(join(out, "LICENSES.txt"), licences.join("\n----------------\n\n"));

// what these files were built from, so that a test can say when they are stale without Node
const sources = ["build.mjs", "package-lock.json", ...readdirSync(join(here, "src")).map((n) => `src/${n}`)].sort();
const digest = createHash("sha256");
for (const name of sources) digest.update(`${name}\0`).update(readFileSync(join(here, name))).update("\0");
writeFileSync(join(out, "sources.sha256"), digest.digest("hex") + "\n");
