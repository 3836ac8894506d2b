// Builds dist/: style sheets for both directions, scripts, fonts and icons, under hashed names, each with its
// brotli-compressed twin. Only what pages use is taken: rules, icons, font files.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import rtlcss from "rtlcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "..");
const data = join(here, "../../../data");
const modules = join(here, "node_modules");
const dist = join(here, "dist");
const fresh = join(here, "dist.new");

const manifest = {};

function walk(folder, endings) {
  let names;
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return walk(path, endings);
    return endings.some((ending) => name.endsWith(ending)) ? [path] : [];
  });
}

const read = (path) => readFileSync(path, "utf8");

/** Writes a file under a name that holds the hash of its content, and its compressed twin. */
function emit(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  writeFileSync(join(fresh, hashed), bytes);
  if (!name.endsWith(".woff2")) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    writeFileSync(join(fresh, `${hashed}.br`), brotliCompressSync(bytes, { params }));
  }
  manifest[name] = hashed;
  return hashed;
}

const sources = [
  ...walk(join(web, "templates"), [".html"]),
  ...walk(join(web, "src"), [".rs"]),
  ...walk(join(here, "src"), [".ts"]),
];

async function styles() {
  const options = {
    loadPaths: [join(here, "scss"), modules, join(modules, "bootstrap-italia/src/scss")],
    // bootstrap-italia still speaks the older dialect of Sass.
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  };
  for (const name of ["site", "map", "run", "table", "harvest", "keeping", "desk"]) {
    const whole = sass.compile(join(here, `scss/${name}.scss`), options).css;
    const [purged] = await new PurgeCSS().purge({
      content: sources.map((path) => ({ raw: read(path), extension: "html" })),
      css: [{ raw: whole }],
      variables: true,
      safelist: { greedy: [/leaflet/, /htmx/, /meetings/, /^kind-/], variables: [/^--kind/] },
      defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
    });
    const css = purged.css.replace(/url\("?([a-z0-9-]+\.woff2)"?\)/g, (_, file) => `url(${font(file)})`);
    for (const [suffix, text] of [["", css], [".rtl", rtlcss.process(css)]]) {
      const { code } = await esbuild.transform(text, { loader: "css", minify: true, target: ["safari15", "chrome90"] });
      emit(`${name}${suffix}.css`, code.replace(/\/\*![\s\S]*?\*\//g, ""));
    }
  }
}

function font(file) {
  return manifest[file] ?? emit(file, readFileSync(join(modules, "@fontsource/titillium-web/files", file)));
}

async function scripts() {
  for (const name of ["site", "map", "run", "table", "plenary"]) {
    const built = await esbuild.build({
      entryPoints: [join(here, `src/${name}.ts`)],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2021",
      legalComments: "none",
    });
    emit(`${name}.js`, built.outputFiles[0].contents);
  }
  emit("htmx.js", readFileSync(join(modules, "htmx.org/dist/htmx.min.js")));
}

/** The inside of every icon that a template, a source file or the reference data names. */
function icons() {
  const names = new Set();
  for (const path of sources) {
    for (const found of read(path).matchAll(/\bicon\("([a-z0-9-]+)"/g)) names.add(found[1]);
  }
  for (const path of walk(data, [".toml"])) {
    for (const found of read(path).matchAll(/^\s*icon\s*=\s*"([a-z0-9-]+)"/gm)) names.add(found[1]);
  }
  const table = {};
  const missing = [];
  for (const name of [...names].sort()) {
    try {
      const svg = read(join(modules, `@tabler/icons/icons/outline/${name}.svg`));
      table[name] = svg
        .replace(/^[\s\S]*?<svg[^>]*>/, "")
        .replace(/<\/svg>[\s\S]*$/, "")
        .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
        .replace(/\s*\n\s*/g, "")
        .replace(/ \/>/g, "/>")
        .trim();
    } catch {
      missing.push(name);
    }
  }
  if (missing.length > 0) throw new Error(`no such icon in @tabler/icons: ${missing.join(", ")}`);
  writeFileSync(join(fresh, "icons.json"), JSON.stringify(table));
  return Object.keys(table).length;
}

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh);
await styles();
await scripts();
const drawn = icons();
writeFileSync(join(fresh, "manifest.json"), JSON.stringify(manifest, null, 1));
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
for (const [name, hashed] of Object.entries(manifest)) {
  const path = join(dist, name.endsWith(".woff2") ? hashed : `${hashed}.br`);
  console.log(`${String(statSync(path).size).padStart(7)}  ${name}`);
}
console.log(`${String(drawn).padStart(7)}  icons`);
