import type { TestKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { CompactSign, importJWK } from "jose";

/** A token with any header and any payload, signed by the key under the header's `alg` (RSA only). */
export const signedToken = async (
  { kid, privateKey }: TestKey,
  payload: unknown,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const alg = typeof header.alg === "string" ? header.alg : "RS256";
  const key = await importJWK({ ...(await crypto.subtle.exportKey("jwk", privateKey)), alg } as never, alg);
  const crit = Object.fromEntries(((header.crit as string[] | undefined) ?? []).map((name) => [name, true]));
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  return await new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ kid, ...header, alg })
    .sign(key, { crit });
};

export const base64url = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
