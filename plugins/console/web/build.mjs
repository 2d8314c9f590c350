// Makes what the plugin serves: node build.mjs --out FOLDER [--modules FOLDER/node_modules]
//
//   FOLDER/pages/       every file under its served name, for looking at
//   FOLDER/pages.bin    the same, compressed, one after the other
//   FOLDER/pages.inc    the table of them, for plugin.cpp
//
// Nothing else is read than this folder, the themes of the screens and the modules the lock file names.

import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {basename, dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {constants, gzipSync} from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : resolve(process.argv[at + 1]);
};
const out = option("out", join(here, "dist"));
const modules = option("modules", join(here, "node_modules"));
const assets = option("assets", join(here, "../../../assets"));
const need = createRequire(join(modules, "here.js"));
const esbuild = need("esbuild");
const {parse} = await import(need.resolve("smol-toml"));

const read = (...path) => readFileSync(join(...path), "utf8");
const fail = (sentence) => {
  console.error(`console: ${sentence}`);
  process.exit(1);
};

// ---- what is served

const pages = [];
const hashed = (name, body) => {
  const [stem, ...ends] = name.split(".");
  return `/console/${stem}.${createHash("sha256").update(body).digest("hex").slice(0, 10)}.${ends.join(".")}`;
};
const types = {
  html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8",
  json: "application/json", svg: "image/svg+xml", png: "image/png", webmanifest: "application/manifest+json",
};

/// Adds a file under a name that changes with its content (`forGood`) or stays; answers with its address.
function serve(name, body, {path = null, type = types[name.split(".").at(-1)]} = {}) {
  const bytes = Buffer.from(body);
  const address = path ?? hashed(name, bytes);
  pages.push({path: address, type, bytes, forGood: path === null, name: path ? name : basename(address)});
  return address;
}

// ---- words: one file a language; each has what English has, with the same places to fill in

/// "{count} of {all}" -> "all count"; of plural forms, those of the longest.
function places(text) {
  const forms = typeof text === "string" ? [text] : Object.values(text);
  return [...new Set(forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1])))].sort().join(" ");
}

function checkWords(language, words, english) {
  const faults = [];
  for (const key of Object.keys(english)) {
    if (!(key in words)) faults.push(`has no '${key}'`);
    else if (places(words[key]) !== places(english[key])) faults.push(`'${key}' fills in '${places(words[key])}', not '${places(english[key])}'`);
    if (typeof english[key] === "object" && typeof words[key] === "object") {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      // Nobody counts a million patients: forms for that alone may be left out.
      for (const form of wanted) if (form !== "many" || language === "ar") if (!(form in words[key])) faults.push(`'${key}' has no form '${form}'`);
    }
  }
  for (const key of Object.keys(words)) if (!(key in english)) faults.push(`'${key}' is not in English`);
  if (faults.length) fail(`locale/${language}.toml ${faults.join("; ")}`);
}

const languages = readdirSync(join(here, "locale")).filter((file) => file.endsWith(".toml")).map((file) => file.slice(0, -5));
const locales = Object.fromEntries(languages.map((language) => [language, parse(read(here, "locale", `${language}.toml`))]));
for (const language of languages) checkWords(language, locales[language].words, locales.en.words);
// English first, the others as the world writes their names.
const order = ["en", ...languages.filter((language) => language !== "en").sort()];
const spoken = order.map((language) => ({
  language,
  name: locales[language].name,
  right_to_left: locales[language].direction === "rtl",
  words: serve(`words_${language}.json`, JSON.stringify(locales[language].words)),
}));

// ---- looks: the colours of the kiosk's and the screens' themes

function colours(theme) {
  const {colours} = parse(read(assets, "themes", `${theme}.toml`));
  return Object.entries(colours).map(([name, value]) => `--${name.replaceAll("_", "-")}:${value};`).join("");
}

const themes = `
:root{color-scheme:light;${colours("light")}}
@media (prefers-color-scheme:dark){:root:not([data-look=light]){color-scheme:dark;${colours("calm")}}}
:root[data-look=dark]{color-scheme:dark;${colours("calm")}}
@media (prefers-contrast:more){:root{color-scheme:dark;${colours("contrast")}}}
`;

async function styles(name) {
  const {code} = await esbuild.transform(themes + read(here, "style", "base.css") + read(here, "style", `${name}.css`),
                                         {loader: "css", minify: true, target: ["chrome109", "firefox115", "safari16"]});
  return serve(`${name}.css`, code);
}

async function script(name) {
  const result = await esbuild.build({
    entryPoints: [join(here, "src", `${name}.tsx`)],
    bundle: true, minify: true, write: false, format: "esm", legalComments: "none", logLevel: "warning",
    target: ["chrome109", "firefox115", "safari16"], jsx: "automatic", jsxImportSource: "preact", nodePaths: [modules],
    define: {LANGUAGES: JSON.stringify(spoken)},
  });
  return serve(`${name}.js`, result.outputFiles[0].text);
}

// ---- the pages

const icon = serve("icon.svg", read(here, "icon.svg"));
// Phones want points rather than curves, and one picture that may be cut to any shape. (Drawn from icon.svg by a browser.)
const points = ["icon-192", "icon-512", "icon-full-512"].map((name) => {
  const size = name.split("-").at(-1);
  return {src: serve(`${name}.png`, readFileSync(join(here, `${name}.png`))), sizes: `${size}x${size}`, type: "image/png", purpose: name.includes("full") ? "maskable" : "any"};
});
const manifest = (name, start, scope) => serve(`${name}.webmanifest`, JSON.stringify({
  id: start, name: "Vestibule", short_name: "Vestibule", display: "standalone", start_url: start, scope,
  background_color: "#F3F6FA", theme_color: "#0B4F8A",
  icons: [...points, {src: icon, sizes: "any", type: "image/svg+xml", purpose: "any"}],
}));

/// `scope` is also the address the page is served at, with all below it.
async function page(name, title, scope) {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0B4F8A">
<title>${title}</title>
<link rel="icon" href="${icon}">
<link rel="apple-touch-icon" href="${points.at(-1).src}">
<link rel="manifest" href="${manifest(name, scope, scope)}">
<link rel="stylesheet" href="${await styles(name)}">
<script type="module" src="${await script(name)}"></script>
</head>
<body><div id="app"></div><noscript>${locales.en.words.needs_script}</noscript></body>
</html>
`;
  serve(`${name}.html`, html, {path: `${scope}*`});
}

await page("console", "Vestibule", "/console/");
await page("ticket", "Vestibule", "/t/");

// Where a worker lies says which pages it is of; its name stays, for the browser looks there for the next one.
serve("worker.js", read(here, "worker.js"), {path: "/t/worker.js"});

// ---- into the plugin

rmSync(join(out, "pages"), {recursive: true, force: true});
mkdirSync(join(out, "pages"), {recursive: true});
let offset = 0;
const rows = [], packed = [];
for (const {path, type, bytes, forGood, name} of pages) {
  writeFileSync(join(out, "pages", name), bytes);
  const zipped = gzipSync(bytes, {level: constants.Z_BEST_COMPRESSION});
  packed.push(zipped);
  rows.push(`{"${path}", "${type}", ${offset}, ${zipped.length}, ${forGood}},`);
  offset += zipped.length;
}
// The hash makes the table differ whenever a byte does, for compilers' caches that do not look into pages.bin.
const all = Buffer.concat(packed);
writeFileSync(join(out, "pages.bin"), all);
writeFileSync(join(out, "pages.inc"), `// path, type, first byte in pages.bin, bytes, kept for good: of ${createHash("sha256").update(all).digest("hex")}\n${rows.join("\n")}\n`);

const first = (name) => pages.filter((page) => page.path.includes(`/${name}.`) || page.name === `${name}.html` || page.path.includes("words_en"))
  .reduce((sum, page) => sum + gzipSync(page.bytes).length, 0);
console.log(`console: ${pages.length} files, ${offset} bytes compressed; first page of staff ${first("console")}, of patients ${first("ticket")}`);
