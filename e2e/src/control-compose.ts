import { compose } from "./compose-command.ts";
import type { Control } from "./control.ts";

/** Breaks the system that compose.ts brought up. */
export const controlOfCompose = (): Control => ({
  stopDatabase: async () => void compose("kill", "db"),
  startDatabase: async () => void compose("start", "db"),
  restartAll: async () => {
    compose("kill");
    compose("up", "--wait", "--no-build", "--quiet-pull");
  },
});
