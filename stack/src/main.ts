import { enableCompileCache } from "node:module";

// What Node makes of the sources is kept in the system's folder for temporary files: the next start takes half the time.
// It counts for modules that are loaded from here on.
enableCompileCache();

const { readEnvironment } = await import("@gatehouse/config/environment.ts");
const { runMain } = await import("@gatehouse/http/main.ts");
const { announceOn } = await import("./announce.ts");
const { start } = await import("./app.ts");
const { settings } = await import("./settings.ts");

await runMain("gatehouse", () => {
  const read = readEnvironment(settings, process.env);
  // With the parts' log on standard output, that is for machines to read.
  return start(read, announceOn(read.GATEHOUSE_LOG === "stdout" ? process.stderr : process.stdout));
});
