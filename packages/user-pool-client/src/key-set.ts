import type { JSONWebKeySet, JWK } from "jose";
import { z } from "zod";

const schema = z.object({ keys: z.array(z.looseObject({ kid: z.unknown(), kty: z.unknown() })).max(100) });

/** The keys of a set that may verify tokens, and why the others may not. */
export interface CheckedKeys {
  readonly usable: JSONWebKeySet;
  readonly refused: readonly string[];
}

/** Which keys are wanted. */
export interface KeyRules {
  /** Those that a key may be meant for; a key that names none may serve each of them. RSA only. */
  readonly algorithms: readonly string[];
  /** Whether a key must say that it is for signatures. RFC 7517 4.2 leaves that open, OpenID Discovery 3 as well. */
  readonly use: "required" | "optional";
}

/**
 * Takes from a key set what tokens may be verified with. jose takes an RSA key of exponent 1 and keys meant for
 * encryption, so the keys are judged here, once, when they arrive.
 * @throws {Error} when this is no key set, none of its keys can be used, or two go by one id.
 */
export const checkedKeys = (document: unknown, rules: KeyRules): CheckedKeys => {
  const parsed = schema.safeParse(document);
  if (!parsed.success) throw new Error(`not a JSON Web Key Set: ${z.prettifyError(parsed.error)}`);
  const judged = (parsed.data.keys as JWK[]).map((key) => ({ key, fault: faultOf(key, rules) }));
  const keys = judged.filter(({ fault }) => fault === undefined).map(({ key }) => key);
  const refused = judged.flatMap(({ key, fault }) => (fault ? [`${String(key.kid)}: ${fault}`] : []));
  if (keys.length === 0)
    throw new Error(
      `the key set holds no key for ${rules.algorithms.join(", ")}; refused: ${refused.join("; ") || "none"}`,
    );
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new Error("two keys of the set have the same kid");
  return { usable: { keys }, refused };
};

const faultOf = ({ kty, use, alg, kid, n, e }: JWK, rules: KeyRules): string | undefined => {
  if (kty !== "RSA") return "not an RSA key";
  if (use === undefined ? rules.use === "required" : use !== "sig") return "not for signatures";
  if (alg !== undefined && !rules.algorithms.includes(alg)) return `meant for ${alg}`;
  if (typeof kid !== "string" || kid === "") return "without an id";
  if (bits(n) < 2048) return `a modulus of ${bits(n)} bits; 2048 are needed`;
  // 65537 is what every certificate authority and Cognito use; small exponents invite forgeries.
  if (e !== "AQAB") return "an exponent other than 65537";
  return undefined;
};

const bits = (n: unknown) => {
  const bytes = typeof n === "string" ? Buffer.from(n, "base64url") : Buffer.alloc(0);
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24;
};
