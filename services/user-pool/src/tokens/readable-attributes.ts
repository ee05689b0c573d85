import { standardAttributes } from "../config/attribute-schema.ts";

const email = ["email", "email_verified"];
const phone = ["phone_number", "phone_number_verified"];

/** What each scope beside `openid` lets an application see. `profile` is all that is neither e-mail nor telephone. */
const shownBy: Readonly<Record<string, (name: string) => boolean>> = {
  email: (name) => email.includes(name),
  phone: (name) => phone.includes(name),
  profile: (name) => !email.includes(name) && !phone.includes(name),
};

interface View {
  readonly scopes: readonly string[];
  /** The client's ReadAttributes; undefined: all. */
  readonly readable: readonly string[] | undefined;
}

/**
 * The attributes that a token or userInfo shows: `openid` alone shows all that the client may read, and with
 * `profile`, `email` or `phone` beside it those of the named scopes.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
 */
export const readableAttributes = (
  attributes: Readonly<Record<string, string>>,
  { scopes, readable }: View,
): [string, string][] => {
  const narrowing = scopes.flatMap((scope) => shownBy[scope] ?? []);
  return Object.entries(attributes)
    .filter(([name]) => readable?.includes(name) ?? true)
    .filter(([name]) => narrowing.length === 0 || narrowing.some((shows) => shows(name)));
};

/** The claims of each scope: https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims */
const claimsOf: Readonly<Record<string, readonly string[]>> = {
  email,
  phone,
  profile: standardAttributes.filter((name) => ![...email, ...phone, "address"].includes(name)),
};

/**
 * Whether a client may read every attribute of its scopes, without which a code is not honoured.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export const mayReadAllOf = (scopes: readonly string[], readable: readonly string[] | undefined): boolean =>
  readable === undefined || scopes.flatMap((scope) => claimsOf[scope] ?? []).every((name) => readable.includes(name));
