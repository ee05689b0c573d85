import { createPrivateKey, type KeyObject } from "node:crypto";
import { canSign } from "@gatehouse/audit-chain/checkpoint.ts";
import { listenAddress } from "@gatehouse/http/listen.ts";
import { z } from "zod";

const signingKey = z.string().transform((pem, context): KeyObject => {
  try {
    const key = createPrivateKey(pem);
    if (canSign(key)) return key;
  } catch {
    // Told below.
  }
  context.addIssue({ code: "custom", message: "expected a private key of the curve P-256 in PEM" });
  return z.NEVER;
});

const all = z.object({
  PERMISSIONS_LISTEN: listenAddress,
  PERMISSIONS_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL" }),
  /** The OpenAPI file of the API that permissions speak of; without it nobody is warned of those that match no route. */
  PERMISSIONS_API: z.string().min(1).optional(),
  /** Signs where the chains of audit records end. */
  PERMISSIONS_CHECKPOINT_KEY: signingKey.optional(),
  /** The file that these signatures are appended to. */
  PERMISSIONS_CHECKPOINTS: z.string().optional(),
});

/** Checkpoints need a key and a file: with one of them alone, somebody believes in checkpoints that are not there. */
export const settings = all.superRefine((told, context) => {
  const pair = ["PERMISSIONS_CHECKPOINT_KEY", "PERMISSIONS_CHECKPOINTS"] as const;
  const missing = pair.filter((name) => told[name] === undefined);
  const [only] = missing;
  if (only === undefined || missing.length === 2) return;
  const message = `expected a value, since ${pair.find((name) => name !== only)} has one`;
  context.addIssue({ code: "custom", path: [only], message });
});

export type Settings = z.output<typeof settings>;

/** On Lambda there is no file: the log keeps what is signed. */
export const settingsOnLambda = all.pick({
  PERMISSIONS_DATABASE_URL: true,
  PERMISSIONS_CHECKPOINT_KEY: true,
  PERMISSIONS_API: true,
});

export type SettingsOnLambda = z.output<typeof settingsOnLambda>;
