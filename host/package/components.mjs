// node components.mjs OUT VERSION LOCK BINARY...: the bill of materials (CycloneDX 1.5) of what is installed. Debian's packages as this
// machine's database knows the libraries that the binaries are linked to; npm's as the lock file pins them. Nothing is asked of a network.

import {execFileSync} from "node:child_process";
import {readFileSync, realpathSync, writeFileSync} from "node:fs";

const [out, version, lock, ...binaries] = process.argv.slice(2);
const run = (program, ...words) => execFileSync(program, words, {encoding: "utf8", stdio: ["ignore", "pipe", "ignore"]});

const libraries = new Set(binaries.flatMap((binary) => [...run("ldd", binary).matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((found) => realpathSync(found[1]))));
/// dpkg remembers some files by the place they had before /usr was merged.
function packageOf(file) {
  for (const name of [file, file.replace(/^\/usr/, "")])
    try {
      return run("dpkg", "-S", name).split(":")[0];
    } catch {
      // not under that name
    }
  return null;
}
const names = [...new Set([...libraries].map(packageOf))].filter(Boolean).sort();
const debian = names.map((name) => {
  const [known, source, arch] = run("dpkg-query", "-W", "-f", "${Version}\t${source:Package}\t${Architecture}\n", name).split("\n")[0].split("\t");
  return {type: "library", name, version: known, purl: `pkg:deb/debian/${name}@${encodeURIComponent(known)}?arch=${arch}`, properties: [{name: "debian:source", value: source}]};
});
const npm = Object.entries(JSON.parse(readFileSync(lock, "utf8")).packages).filter(([path]) => path).map(([path, one]) => {
  const name = path.replace(/^.*node_modules\//, "");
  return {
    type: "library", name, version: one.version, purl: `pkg:npm/${name.replace("@", "%40")}@${one.version}`, ...(one.license ? {licenses: [{license: {name: one.license}}]} : {}),
    ...(one.dev ? {scope: "excluded"} : {}),  // builds and tests; nothing of it is in what is installed
  };
});
const components = [...debian, ...npm];
writeFileSync(out, `${JSON.stringify({bomFormat: "CycloneDX", specVersion: "1.5", version: 1, metadata: {component: {type: "application", name: "vestibule", version}}, components}, null, 1)}\n`);
console.log(`components: ${debian.length} of Debian, ${npm.filter(({scope}) => !scope).length} of npm in what is installed, ${npm.filter(({scope}) => scope).length} of npm to build and test it`);
