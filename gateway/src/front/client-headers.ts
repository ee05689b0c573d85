import { type Headers, headerPairs } from "../request/headers.ts";
import { HeadersTooLarge, malformed } from "./failures.ts";
import { hopByHop, isProtected, namedByConnection } from "./header-names.ts";

/** More than any client needs; each costs work in every step. */
const most = 100;

/** Two of these and two parties may each believe another one. Transfer-Encoding twice is a request smuggler's. */
const once: ReadonlySet<string> = new Set([
  "authorization",
  "content-length",
  "content-type",
  "cookie",
  "host",
  "origin",
  "sec-fetch-site",
  "transfer-encoding",
  "x-csrf",
]);

const plainName = /^[A-Za-z0-9-]+$/;

/** RFC 9110 7.2: a host and perhaps a port. Nothing is ever built from it, yet services and functions get to see it. */
const host = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?$/;

/**
 * The client's headers in its own spelling and order, less those that end at the gateway, those that only the gateway
 * may set, and names that another server could fold into one of these (`X_User_Id`).
 * @param raw names and values in turn, as Node's `rawHeaders`.
 * @throws a 400 where a header that must be single is not, or the host is none; a 431 for too many.
 */
export const clientHeaders = (raw: readonly string[]): Headers => {
  if (raw.length > 2 * most)
    throw new HeadersTooLarge(undefined, { cause: `${raw.length / 2} headers; ${most} are allowed` });
  const headers = headerPairs(raw);
  requireSingles(headers);
  requireHost(headers);
  const ending = namedByConnection(headers);
  return headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return plainName.test(name) && !hopByHop.has(lower) && !ending.has(lower) && !isProtected(name);
  });
};

const requireSingles = (headers: Headers) => {
  const seen = new Set<string>();
  for (const [name] of headers) {
    const lower = name.toLowerCase();
    if (once.has(lower) && seen.has(lower)) throw malformed(`${name} is given more than once`);
    seen.add(lower);
  }
};

const requireHost = (headers: Headers) => {
  const given = headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  if (given === undefined) return; // HTTP/1.0; Node refuses it in HTTP/1.1.
  const match = host.exec(given);
  if (!match || Number(match[1] ?? 0) > 65_535) throw malformed("Host is not a host with an optional port");
};
