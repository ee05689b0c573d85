import type { Browser } from "@gatehouse/browser/browser.ts";

/** https://playwright.dev/docs/api/class-browsercontext#browser-context-add-cookies */
export interface PlaywrightCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  /** Seconds since 1970; -1: until the browser is closed. */
  readonly expires: number;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: "Strict" | "Lax" | "None";
}

/** All cookies of a browser. */
export const cookiesOf = async ({ cookies }: Browser): Promise<PlaywrightCookie[]> => {
  const { cookies: kept } = await cookies.serialize();
  return kept.map(({ key = "", value = "", domain, path, hostOnly, httpOnly, secure, sameSite, ...times }) => ({
    name: key,
    value,
    // One that is of this host alone has no dot in front.
    domain: `${hostOnly === false ? "." : ""}${domain ?? ""}`,
    path: String(path ?? "/"),
    expires: expiryOf(times),
    httpOnly: httpOnly === true,
    secure: secure === true,
    sameSite: sameSites[String(sameSite)] ?? "Lax",
  }));
};

/** Without one, browsers take `Lax` for it. */
const sameSites: Readonly<Record<string, PlaywrightCookie["sameSite"]>> = {
  strict: "Strict",
  lax: "Lax",
  none: "None",
};

interface Times {
  readonly creation?: unknown;
  readonly expires?: unknown;
  readonly maxAge?: unknown;
}

/** Max-Age has precedence (RFC 6265, 5.3). */
const expiryOf = ({ creation, expires, maxAge }: Times): number => {
  const until =
    typeof maxAge === "number" ? Date.parse(String(creation)) + maxAge * 1_000 : Date.parse(String(expires));
  return Number.isNaN(until) ? -1 : Math.floor(until / 1_000);
};
