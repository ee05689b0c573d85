/**
 * The ARN that is authorized holds the raw path, while services see what their router makes of it. A path that can be
 * written in a second way could reach in one spelling what a Deny names in the other.
 */

/** Why a path may mean another one to the service behind the gateway; undefined for a path that means itself alone. */
export const ambiguity = (path: string): string | undefined => faults.find(([, fault]) => fault.test(path))?.[0];

const faults: readonly (readonly [string, RegExp])[] = [
  ["an incomplete percent-encoding", /%(?![0-9A-Fa-f]{2})/],
  // RFC 3986 6.2.2.2: these mean the same encoded and not, so there is never a reason to encode them.
  ["an encoded unreserved character", /%(2[DEde]|3[0-9]|4[1-9A-Fa-f]|5[0-9AFaf]|6[1-9A-Fa-f]|7[0-9AEae])/],
  ["an encoded slash, backslash or control character", /%(2[Ff]|5[Cc]|[01][0-9A-Fa-f]|7[Ff])/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
  ["a backslash or a control character", /[\\\u0000-\u001f\u007f]/],
  ["a dot segment", /\/\.{1,2}(\/|;|$)/],
  ["an empty segment", /\/\//],
];

/**
 * The path as a lenient router reads it: decoded once, without a trailing slash. Patterns are read the same way, so
 * that `/users/a@b.c` and `/users/a%40b.c/` meet.
 */
export const lenient = (path: string): string => {
  const decoded = decodedOnce(path);
  return decoded.length > 1 ? decoded.replace(/\/$/, "") : decoded;
};

const decodedOnce = (path: string) => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
