/**
 * RelayState, which the browser carries to the identity provider and back: `{payload}.{mac}.{version}`, where payload
 * and MAC are gzipped and in base64url, as in Cognito. It names the sign-in in the pool's own store and promises
 * nothing else; that it is used once follows from the sign-in being used once.
 */
import { createHmac, randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { isSameSecret } from "@gatehouse/http/same-secret.ts";
import { SamlRefusal } from "./refusal.ts";

export interface RelayedSignIn {
  readonly poolId: string;
  /** Host of the pool's domain, and its first label. */
  readonly domain: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseType: string;
  readonly scopes: readonly string[];
  /** Key of the sign-in in the pool's store. */
  readonly signIn: string;
  /** ID of the AuthnRequest. */
  readonly requestId: string;
}

/** A key of 32 random bytes, and the digit that says which one it was. */
export interface RelayStateKey {
  readonly version: number;
  readonly key: Buffer;
}

/** What is read back out of a RelayState that is authentic and in time. */
export type RelayStateContent = Pick<RelayedSignIn, "signIn" | "requestId">;

/** As long as a sign-in may take. */
const lifetime = 5 * 60;
const longest = 4_096;
const form = /^(?<payload>[A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.(?<version>\d{1,3})$/;

/** Names as in a decoded sample of 2026. `k` was random there too, and makes the value as long as the real one. */
export const relayState = (content: RelayedSignIn, { key, version }: RelayStateKey, now: Date): string => {
  const json = {
    a: content.poolId,
    b: content.domain.split(".")[0],
    c: content.clientId,
    d: content.redirectUri,
    e: content.responseType,
    f: "SAML",
    g: content.scopes,
    k: randomBytes(128).toString("base64url"),
    l: content.domain,
    m: Math.floor(now.getTime() / 1_000),
    p: false,
    r: content.signIn,
    t: content.requestId,
    v: [],
  };
  return sealed(gzipSync(JSON.stringify(json)).toString("base64url"), { key, version });
};

/**
 * Reads a RelayState that came back, unchanged and within five minutes.
 * @throws {SamlRefusal} SAML_RELAY_STATE_INVALID
 */
export const readRelayState = (value: unknown, keys: readonly RelayStateKey[], now: Date): RelayStateContent =>
  inTime(openRelayState(value, keys), now);

/** What is read back out of a RelayState that is authentic, in time or not. */
export type OpenRelayState = RelayStateContent & { readonly issued: Date };

/**
 * Opens a RelayState that came back. It must be the very string that was sent; the whole is compared in constant time
 * before anything in it is unpacked.
 * @throws {SamlRefusal} SAML_RELAY_STATE_INVALID
 */
export const openRelayState = (value: unknown, keys: readonly RelayStateKey[]): OpenRelayState => {
  if (typeof value !== "string" || value.length > longest) throw invalid("one string of at most 4,096 characters");
  const { payload = "", version } = form.exec(value)?.groups ?? {};
  const key = keys.find((candidate) => String(candidate.version) === version);
  if (!key || !isSameSecret(value, sealed(payload, key))) throw invalid("the value that was sent, unchanged");
  const { m: issued, r: signIn, t: requestId } = JSON.parse(gunzipSync(Buffer.from(payload, "base64url")).toString());
  return { signIn, requestId, issued: new Date(issued * 1_000) };
};

/** @throws {SamlRefusal} SAML_RELAY_STATE_INVALID, for one that came back too late */
export const inTime = ({ issued, ...content }: OpenRelayState, now: Date): RelayStateContent => {
  if (now.getTime() >= issued.getTime() + lifetime * 1_000)
    throw invalid(`within ${lifetime} s`, `sent at ${issued.toISOString()}`);
  return content;
};

const sealed = (payload: string, { key, version }: RelayStateKey) => {
  const mac = createHmac("sha256", key).update(`${version}.${payload}`).digest();
  return `${payload}.${gzipSync(mac).toString("base64url")}.${version}`;
};

const invalid = (expected: string, received?: string) =>
  new SamlRefusal("SAML_RELAY_STATE_INVALID", { expected, received });
