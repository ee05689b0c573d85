import { readEnvironment } from "@gatehouse/config/environment.ts";
import { runMain } from "@gatehouse/http/main.ts";
import { announceOn } from "./announce.ts";
import { start } from "./app.ts";
import { settings } from "./settings.ts";

await runMain("gatehouse", () => {
  const read = readEnvironment(settings, process.env);
  // With the parts' log on standard output, that is for machines to read.
  return start(read, announceOn(read.GATEHOUSE_LOG === "stdout" ? process.stderr : process.stdout));
});
