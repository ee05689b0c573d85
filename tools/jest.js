// Runs Jest with what its ES module support needs from Node. Arguments go to Jest as they are.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const jest = fileURLToPath(new URL("../node_modules/jest/bin/jest.js", import.meta.url));
const node = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
const child = spawn(process.execPath, [...node, jest, ...process.argv.slice(2)], { stdio: "inherit" });
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
