import { baseUrl } from "@gatehouse/config/environment.ts";
import { listenAddress } from "@gatehouse/http/listen.ts";
import { z } from "zod";

/** The environment of the service as a Lambda function. */
export const functionSettings = z.object({
  SESSION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL" }),
  /** What browsers call this service by: the gateway's public URL. */
  SESSION_PUBLIC_URL: baseUrl,
  /** Where this service reaches the pool. */
  SESSION_USER_POOL_URL: baseUrl,
  /** Where browsers reach the pool's domain. */
  SESSION_USER_POOL_PUBLIC_URL: baseUrl,
  /** Compared with the claim `iss` character by character. */
  SESSION_ISSUER: z.url({ protocol: /^https?$/, error: "expected the http:// or https:// URL in the claim iss" }),
  SESSION_USER_POOL_ID: z
    .string({ error: "expected a user pool id" })
    .regex(/^[\w-]+_[0-9a-zA-Z]+$/, "expected a user pool id such as us-east-1_AbCdEfGhI"),
  SESSION_CLIENT_ID: z
    .string({ error: "expected an app client id" })
    .regex(/^[\w+]{1,128}$/, "expected an app client id"),
  /** The provider that sign-ins go to; unset: the pool lets the person choose. */
  SESSION_IDENTITY_PROVIDER: z.string().min(1).optional(),
});

/** The environment of the service as a process. */
export const settings = functionSettings.extend({ SESSION_LISTEN: listenAddress });

export type FunctionSettings = z.output<typeof functionSettings>;
export type Settings = z.output<typeof settings>;
