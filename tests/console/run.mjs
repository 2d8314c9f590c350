// node run.mjs --modules FOLDER unit | types | browser NAME: what ctest runs; the modules are those the console was built with.

import {spawnSync} from "node:child_process";
import {cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "../../plugins/console/web");
const [flag, modules, what, name] = process.argv.slice(2);
if (flag !== "--modules") throw new Error("node run.mjs --modules FOLDER unit | types | browser NAME");
const need = createRequire(join(resolve(modules), "here.js"));
const work = mkdtempSync(join(tmpdir(), "vestibule-console-"));

function node(args, options = {}) {
  const {status} = spawnSync(process.execPath, args, {stdio: "inherit", ...options});
  return status ?? 1;
}

const jobs = {
  /// TypeScript is bundled first: Debian's node does not read it.
  unit() {
    const files = readdirSync(join(here, "unit")).filter((file) => file.endsWith(".test.ts"));
    need("esbuild").buildSync({
      entryPoints: files.map((file) => join(here, "unit", file)), outdir: work, bundle: true, platform: "node", format: "esm",
      outExtension: {".js": ".mjs"}, nodePaths: [modules], logLevel: "warning",
    });
    return node(["--test", ...files.map((file) => join(work, file.replace(/\.ts$/, ".mjs")))], {env: {...process.env, CONSOLE_WEB_SOURCES: web}});
  },

  /// Beside the modules, so that the compiler finds them.
  types() {
    cpSync(join(web, "src"), join(work, "src"), {recursive: true});
    cpSync(join(web, "tsconfig.json"), join(work, "tsconfig.json"));
    symlinkSync(resolve(modules), join(work, "node_modules"));
    return node([need.resolve("typescript/bin/tsc"), "-p", work]);
  },

  browser() {
    return node(["--test", join(here, "browser", `${name}.test.mjs`)], {env: {...process.env, CONSOLE_MODULES: resolve(modules)}});
  },
};

let status = 1;
try {
  status = jobs[what]();
} finally {
  rmSync(work, {recursive: true, force: true});
}
process.exitCode = status;
