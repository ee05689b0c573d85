// For containers: writes outputs.json to the host once everything answers (Compose starts it then), and takes it away at
// the stop.
import { chownSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { baseUrl, readEnvironment } from "@gatehouse/config/environment.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { runMain } from "@gatehouse/http/main.ts";
import { z } from "zod";
import { configFiles, readConfiguration } from "./configuration.ts";
import { describeStack, issuerOf } from "./outputs.ts";
import { writeAtomically } from "./write-atomically.ts";

const settings = z.object({
  OUTPUTS: z.string(),
  OUTPUTS_CONFIG_DIR: z.string(),
  GATEWAY_PUBLIC_URL: baseUrl,
  USER_POOL_PUBLIC_URL: baseUrl,
  IDP_PUBLIC_URL: baseUrl,
  USER_POOL_ISSUER_MODE: z.enum(["local", "aws"], { error: "expected local or aws" }),
});

const start = async (): Promise<Running> => {
  const told = readEnvironment(settings, process.env);
  const urls = {
    gateway: told.GATEWAY_PUBLIC_URL,
    userPool: told.USER_POOL_PUBLIC_URL,
    identityProvider: told.IDP_PUBLIC_URL,
  };
  const configuration = readConfiguration(configFiles(told.OUTPUTS_CONFIG_DIR), urls);
  const issuer = issuerOf(told.USER_POOL_ISSUER_MODE, configuration, urls.userPool);
  writeAtomically(told.OUTPUTS, `${JSON.stringify(describeStack(configuration, urls, issuer), null, 2)}\n`);
  giveToOwner(told.OUTPUTS, told.OUTPUTS_CONFIG_DIR);
  const alive = setInterval(() => {}, 2 ** 30);
  return {
    close: async () => {
      clearInterval(alive);
      rmSync(told.OUTPUTS, { force: true });
    },
  };
};

/** Both come from the host, where the engine makes a missing folder as root: it becomes that of whoever has the clone. */
const giveToOwner = (file: string, ofTheClone: string) => {
  const { uid, gid } = statSync(ofTheClone);
  for (const path of [dirname(file), file]) if (statSync(path).uid === 0) chownSync(path, uid, gid);
};

await runMain("outputs", start);
