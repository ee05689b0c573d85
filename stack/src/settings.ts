import { resolve } from "node:path";
import { z } from "zod";
import { hostNames } from "./host-names.ts";

const anyPort = z.string().transform((text, context) => {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  context.addIssue({ code: "custom", message: "expected a port from 1 to 65535, or 0 for one that is free" });
  return z.NEVER;
});

const port = (usual: number) => z.string().default(String(usual)).pipe(anyPort);

/** A folder, as an absolute path. */
const folder = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((path) => resolve(path));

export const settings = z.object({
  GATEHOUSE_GATEWAY_PORT: port(8080),
  GATEHOUSE_USER_POOL_PORT: port(9229),
  /** The user pool's HTTPS listener; not set: there is none. */
  GATEHOUSE_USER_POOL_HTTPS_PORT: anyPort.optional(),
  /** What its certificate is for, beside this machine's own names. */
  GATEHOUSE_HTTPS_NAMES: hostNames.default([]),
  GATEHOUSE_IDP_PORT: port(7000),
  GATEHOUSE_DB_PORT: port(0),
  GATEHOUSE_DATA_DIR: folder(".gatehouse"),
  GATEHOUSE_CONFIG_DIR: folder("config"),
  USER_POOL_ISSUER_MODE: z.enum(["local", "aws"]).default("local"),
  /** Where the parts' JSON lines go: a file in the data directory, or standard output. */
  GATEHOUSE_LOG: z.enum(["file", "stdout"]).default("file"),
});

export type Settings = z.output<typeof settings>;
