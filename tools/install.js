// Runs before every command that needs dependencies: installs them when they are missing or out of date.
// Plain JavaScript for any Node >= 20, because Node 24 itself arrives with the dependencies.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.gatehouse-lock`;
const lock = createHash("sha256")
  .update(readFileSync(`${root}package-lock.json`))
  .digest("hex");

const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;
if (!installed) {
  process.stdout.write("gatehouse: installing dependencies (npm ci) …\n");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    process.stderr.write("gatehouse: npm ci failed; its message stands above.\n");
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
