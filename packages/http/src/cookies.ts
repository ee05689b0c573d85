/** The cookies of a request by their exact names. A name that was sent twice is there with every value. */
export type CookieJar = ReadonlyMap<string, readonly string[]>;

/** A cookie was sent twice, or lacks a part: somebody else may have put it there. `message` names the cookie. */
export class BadCookie extends Error {
  override name = "BadCookie";
}

/**
 * Reads a Cookie header as RFC 6265 5.4 has browsers write it.
 * Names are not folded, values are not decoded, and only space and tab are trimmed, so that no look-alike
 * (`__host-session`, a name behind a no-break space) counts as the cookie that it imitates.
 */
export const readCookies = (header: string | undefined): CookieJar => {
  const jar = new Map<string, string[]>();
  for (const pair of header?.split(";") ?? []) {
    const split = pair.indexOf("=");
    if (split < 0) continue;
    const name = trimmed(pair.slice(0, split));
    jar.set(name, [...(jar.get(name) ?? []), trimmed(pair.slice(split + 1))]);
  }
  return jar;
};

const trimmed = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, "");

/**
 * The one value of a cookie.
 * @throws {BadCookie} when the name was sent twice: a sibling host may have set the other one, and which comes first
 * is the browser's choice.
 */
export const cookieOf = (jar: CookieJar, name: string): string | undefined => {
  const values = jar.get(name);
  if (values && values.length > 1) throw new BadCookie(`the cookie ${name} was sent ${values.length} times`);
  return values?.[0];
};

/** The name of the part of a value that is spread over several cookies: `name`, `name.1`, `name.2` … */
export const partName = (name: string, index: number) => (index === 0 ? name : `${name}.${index}`);

/** The names in a request that `name` and its parts go by, whether or not they follow each other. */
export const partNames = (jar: CookieJar, name: string): string[] =>
  [...jar.keys()].filter(
    (key) => key === name || (key.startsWith(`${name}.`) && /^\.\d{1,3}$/.test(key.slice(name.length))),
  );

/**
 * The value of a cookie that may go on in `name.1`, `name.2` …
 * @throws {BadCookie} when a part was sent twice, or parts do not follow each other without a gap.
 */
export const wholeCookieOf = (jar: CookieJar, name: string): string | undefined => {
  const names = partNames(jar, name);
  const parts = names.map((_, index) => cookieOf(jar, partName(name, index)));
  if (parts.includes(undefined)) throw new BadCookie(`the parts of the cookie ${name} do not follow each other`);
  return parts.length > 0 ? parts.join("") : undefined;
};
