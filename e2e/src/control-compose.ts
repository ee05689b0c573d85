import { setTimeout as sleep } from "node:timers/promises";
import { compose } from "./compose-command.ts";
import type { Control } from "./control.ts";

const up = ["up", "--wait", "--no-build"];

/** Breaks the system that compose.ts brought up. */
export const controlOfCompose = (): Control => ({
  stopDatabase: async () => void compose("kill", "db"),
  startDatabase: async () => void compose(...up, "--no-deps", "db"),
  restartAll: async (ahead = 0) => {
    compose("kill");
    if (ahead === 0) compose(...up);
    else {
      process.env.GATEHOUSE_E2E_CLOCK_AHEAD = String(ahead);
      compose("--file", "docker-compose.yml", "--file", "e2e/compose.clock.yml", ...up);
    }
    // This process slept as well: it must see first that its connections have gone.
    await sleep(100);
  },
});
