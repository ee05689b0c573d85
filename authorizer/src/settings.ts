import { baseUrl } from "@gatehouse/config/environment.ts";
import { z } from "zod";

const clientIds = z
  .string({ error: "expected one or more app client ids, separated by commas" })
  .transform((text) => text.split(",").map((id) => id.trim()))
  .pipe(z.array(z.string().regex(/^[\w+]{1,128}$/, "expected app client ids, separated by commas")).min(1));

/** The environment of the function. */
export const settings = z.object({
  /** Where the pool's keys and its JSON API are reached from here; on AWS `https://cognito-idp.{region}.amazonaws.com`. */
  AUTHORIZER_USER_POOL_URL: baseUrl,
  AUTHORIZER_USER_POOL_ID: z
    .string({ error: "expected a user pool id" })
    .regex(/^[\w-]+_[0-9a-zA-Z]+$/, "expected a user pool id such as us-east-1_AbCdEfGhI"),
  /** Tokens that were issued to other app clients are refused. */
  AUTHORIZER_CLIENT_IDS: clientIds,
  /** Compared with the claim `iss` character by character. */
  AUTHORIZER_ISSUER: z.url({ protocol: /^https?$/, error: "expected the http:// or https:// URL in the claim iss" }),
  AUTHORIZER_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL" }),
  /** The origin of the pages that may use the session cookies: the gateway's public URL. */
  AUTHORIZER_ORIGIN: baseUrl.transform((url) => new URL(url).origin),
});

export type Settings = z.output<typeof settings>;
