import { baseUrl } from "@gatehouse/config/environment.ts";
import { listenAddress } from "@gatehouse/http/listen.ts";
import { reloads } from "@gatehouse/lambda/functions/reload/reloads.ts";
import { z } from "zod";

const httpsUrl = baseUrl.refine((url) => url.startsWith("https:"), "expected an https:// URL");

/** What the second listener takes: all of it or none. The certificate and the key are PEM texts. */
const https = {
  USER_POOL_HTTPS_LISTEN: listenAddress.optional(),
  USER_POOL_HTTPS_PUBLIC_URL: httpsUrl.optional(),
  USER_POOL_HTTPS_CERTIFICATE: z.string().optional(),
  USER_POOL_HTTPS_KEY: z.string().optional(),
};

/** The environment of the user pool; docs/architecture.md says what each variable is. */
export const settings = z
  .object({
    USER_POOL_LISTEN: listenAddress,
    USER_POOL_CONFIG: z.string(),
    USER_POOL_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL" }),
    USER_POOL_PUBLIC_URL: baseUrl,
    USER_POOL_ISSUER_MODE: z.enum(["local", "aws"], { error: "expected local or aws" }),
    ...https,
    /** Lists the functions that answer for triggers; without it a pool can have none. */
    USER_POOL_FUNCTIONS: z.string().optional(),
    /** Whether changes to them take effect without a restart; unset: unless `NODE_ENV` is `production`. */
    USER_POOL_RELOAD: z.enum(["on", "off"], { error: "expected on or off" }).optional(),
    NODE_ENV: z.string().optional(),
    /** Whether a sign-in goes on whose trigger PreSignUp has just linked it; Cognito was seen to do both. */
    USER_POOL_LINKING_AT_SIGN_UP: z
      .enum(["refused", "accepted"], { error: "expected refused or accepted" })
      .default("refused"),
    /** For how many days a key signs tokens before the next one does; without it the first keys sign for ever. */
    USER_POOL_SIGNING_KEY_DAYS: z.coerce.number().int().min(1, "expected 1 day or more").max(3650).optional(),
    /** Unset: nobody reads the traces of sign-ins. */
    USER_POOL_ADMIN_SECRET: z
      .string()
      .regex(/^[\w-]{32,}$/, "expected 32 or more letters, digits, - and _")
      .optional(),
    USER_POOL_TRACE_DAYS: z.coerce
      .number({ error: "expected a number of days" })
      .int("expected whole days")
      .min(1, "expected 1 day or more")
      .max(3_650, "expected 3,650 days or fewer")
      .default(30),
    /** Only substituted in the file. */
    GATEWAY_URL: baseUrl.optional(),
    IDP_URL: baseUrl.optional(),
  })
  .check(({ value, issues }) => {
    const names = Object.keys(https) as (keyof typeof https)[];
    const missing = names.filter((name) => value[name] === undefined);
    if (missing.length === names.length) return;
    for (const name of missing)
      issues.push({ code: "custom", path: [name], message: "expected it beside the others of HTTPS", input: value });
  })
  .transform(({ NODE_ENV, ...given }) => ({ ...given, USER_POOL_RELOAD: reloads(given.USER_POOL_RELOAD, NODE_ENV) }));

export type Settings = z.output<typeof settings>;
