/** Builds what pages load: style sheets and scripts named by their content, each with compressed twins beside it. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const BUILT = join(HERE, "..", "built");
const ENTRIES = ["desk.css", "desk.js", "charts.js", "grid.js", "mark.svg"];
const FLOOR = ["chrome80", "safari14.1"]; // Chromium 86 and Safari 14.1 are what we promise
const SERVED_AT = "/assets/";
const DRAWN_IN = /url\("data:image\/svg\+xml,(.*?)"\)/g;

/** Pictures written into a style sheet become files of our own: pages may load nothing but what we serve. */
const picturesAsFiles = {
  name: "pictures-as-files",
  setup: ({ onLoad }) =>
    onLoad({ filter: /bootstrap\.css$/ }, ({ path }) => ({
      loader: "css",
      contents: readFileSync(path, "utf8").replace(DRAWN_IN, (_, text) => `url("${SERVED_AT}${kept(text)}")`),
    })),
};

/** Writes one picture down and returns its name. */
function kept(text) {
  const name = `picture-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.svg`;
  writeFileSync(join(BUILT, name), decodeURIComponent(text));
  return name;
}

rmSync(BUILT, { recursive: true, force: true });
mkdirSync(BUILT);
const { metafile } = await build({
  absWorkingDir: HERE,
  entryPoints: ENTRIES,
  outdir: BUILT,
  entryNames: "[name]-[hash]",
  loader: { ".svg": "copy" },
  external: [`${SERVED_AT}*`],
  alias: { "@jspreadsheet/formula": "./js/no-formulas.js" },
  bundle: true,
  minify: true,
  metafile: true,
  charset: "utf8",
  legalComments: "linked",
  target: FLOOR,
  plugins: [picturesAsFiles],
  logLevel: "warning",
});

for (const name of readdirSync(BUILT)) {
  const content = readFileSync(join(BUILT, name));
  writeFileSync(join(BUILT, `${name}.br`), brotliCompressSync(content));
  writeFileSync(join(BUILT, `${name}.gz`), gzipSync(content, { level: 9 }));
}
const outputs = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint);
const names = outputs.map(([path, { entryPoint }]) => [entryPoint, relative(BUILT, join(HERE, path))]);
writeFileSync(join(BUILT, "names.json"), JSON.stringify(Object.fromEntries(names)));
