import { readEnvironment } from "@gatehouse/config/environment.ts";
import { logger } from "@gatehouse/http/log.ts";
import { runMain } from "@gatehouse/http/main.ts";
import { start } from "./app.ts";
import { settings } from "./settings.ts";

await runMain("gateway", () => start(readEnvironment(settings, process.env), { log: logger("gateway") }));
