// The system under test, as the tests know it: its base URLs, and how to break it.
import { readFileSync } from "node:fs";
import type { Outputs } from "@gatehouse/stack/outputs.ts";
import { type Control, uncontrolled } from "./control.ts";
import { controlOfCompose } from "./control-compose.ts";
import { controlOfNpmStart } from "./control-npm-start.ts";

const file = () => {
  const { GATEHOUSE_OUTPUTS } = process.env;
  if (!GATEHOUSE_OUTPUTS)
    throw new Error("GATEHOUSE_OUTPUTS names no outputs.json: run these tests with npm run test:e2e");
  return GATEHOUSE_OUTPUTS;
};

/** Where everything is, and who can sign in. */
export const outputs = (): Outputs => JSON.parse(readFileSync(file(), "utf8")) as Outputs;

/** How the system was started: by `npm start`, by Compose, or by somebody else. */
export const kind = process.env.GATEHOUSE_E2E_TARGET;

/** What happens to a system in the field. */
export const control: Control =
  kind === "npm-start" ? controlOfNpmStart(outputs) : kind === "compose" ? controlOfCompose() : uncontrolled;
