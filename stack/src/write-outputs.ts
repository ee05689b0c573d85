// For containers: writes outputs.json to the host once everything answers (Compose starts it then), and takes it away at
// the stop.
import { chownSync, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { baseUrl, readEnvironment } from "@gatehouse/config/environment.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { runMain } from "@gatehouse/http/main.ts";
import { issuerOf } from "@gatehouse/user-pool/tokens/issuer.ts";
import { z } from "zod";
import { configFiles, readConfiguration } from "./configuration.ts";
import { describeStack } from "./outputs.ts";
import { writeAtomically } from "./write-atomically.ts";

const settings = z.object({
  OUTPUTS: z.string(),
  OUTPUTS_CONFIG_DIR: z.string(),
  /** The certificate of the authority behind HTTPS, which is put beside the outputs. */
  OUTPUTS_AUTHORITY: z.string().optional(),
  GATEWAY_PUBLIC_URL: baseUrl,
  USER_POOL_PUBLIC_URL: baseUrl,
  USER_POOL_HTTPS_PUBLIC_URL: baseUrl.optional(),
  IDP_PUBLIC_URL: baseUrl,
  USER_POOL_ISSUER_MODE: z.enum(["local", "aws"], { error: "expected local or aws" }),
});

const start = async (): Promise<Running> => {
  const told = readEnvironment(settings, process.env);
  const urls = {
    gateway: told.GATEWAY_PUBLIC_URL,
    userPool: told.USER_POOL_PUBLIC_URL,
    ...(told.USER_POOL_HTTPS_PUBLIC_URL === undefined ? {} : { userPoolHttps: told.USER_POOL_HTTPS_PUBLIC_URL }),
    identityProvider: told.IDP_PUBLIC_URL,
  };
  const configuration = readConfiguration(configFiles(told.OUTPUTS_CONFIG_DIR), urls);
  const authority = "ca.pem";
  const issuer = issuerOf(told.USER_POOL_ISSUER_MODE, urls.userPool)(configuration.poolId);
  const outputs = describeStack(configuration, { urls, issuer, authority });
  const certificate = join(dirname(told.OUTPUTS), authority);
  if (told.OUTPUTS_AUTHORITY !== undefined) writeAtomically(certificate, readFileSync(told.OUTPUTS_AUTHORITY, "utf8"));
  writeAtomically(told.OUTPUTS, `${JSON.stringify(outputs, null, 2)}\n`);
  giveToOwner([dirname(told.OUTPUTS), told.OUTPUTS, certificate], told.OUTPUTS_CONFIG_DIR);
  const alive = setInterval(() => {}, 2 ** 30);
  return {
    close: async () => {
      clearInterval(alive);
      rmSync(told.OUTPUTS, { force: true });
    },
  };
};

/** They come from the host, where the engine makes a missing folder as root: it becomes that of whoever has the clone. */
const giveToOwner = (paths: readonly string[], ofTheClone: string) => {
  const { uid, gid } = statSync(ofTheClone);
  for (const path of paths.filter(existsSync)) if (statSync(path).uid === 0) chownSync(path, uid, gid);
};

await runMain("outputs", start);
