// Completes package-lock.json after an `npm install`: npm leaves out the builds for other platforms that the registry
// at hand does not serve (a partial mirror), and then `npm ci` refuses the lock file everywhere. Run it by hand.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "ppc64", "riscv64", "s390x", "x64"];

/** A build's platform stands in its name: `@swc/core-linux-arm-gnueabihf`. */
const platform = (name) => {
  const words = name.split("-");
  const one = (known) => known.filter((word) => words.includes(word));
  if (one(systems).length !== 1 || one(processors).length !== 1)
    throw new Error(`${name}: its name does not tell its platform`);
  const libc = /musl/.test(name) ? ["musl"] : /-gnu/.test(name) ? ["glibc"] : undefined;
  return { os: one(systems), cpu: one(processors), ...(libc && { libc }) };
};

const added = Object.values(lock.packages).flatMap(({ optionalDependencies = {}, dev }) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !(`node_modules/${name}` in lock.packages))
    .map(([name, version]) => [
      `node_modules/${name}`,
      { version, ...(dev && { dev }), optional: true, ...platform(name) },
    ]),
);
const everything = [...Object.entries(lock.packages), ...added];
lock.packages = Object.fromEntries(everything.sort(([one], [other]) => one.localeCompare(other, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${added.length} added\n`);
