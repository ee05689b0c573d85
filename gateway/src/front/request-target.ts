import { malformed } from "./failures.ts";

/** The two halves of a request-target, byte for byte as sent. */
export interface RequestTarget {
  readonly path: string;
  /** Without `?`; empty where there is none. */
  readonly query: string;
}

/** API Gateway takes URLs of up to 10240 characters on regional endpoints. */
const longest = 10_240;

/** Why a request-target is refused, in the order in which it is looked at. */
const faults: readonly (readonly [RegExp, string])[] = [
  // RFC 9112 3.2: only origin-form names a resource of this server; the other forms let a client choose the host.
  [/^(?!\/)/, "the request-target is not in origin-form"],
  [/[^\x21-\x7e]/, "the request-target holds a control, space or non-ASCII character"],
  [/#/, "the request-target holds a fragment"],
  [/^[^?]*\\/, "the path holds a backslash, which some services read as a slash"],
  [/^[^?]*%(?![0-9A-Fa-f]{2})/, "the path holds a percent sign that encodes nothing"],
  [/^[^?]*%(?:[01][0-9A-Fa-f]|7[Ff])/, "the path encodes a control character"],
  // RFC 3629 3: some readers took `%c0%ae` for a dot.
  [/^[^?]*%(?:[Cc][01]|[Ee]0%[89]|[Ff]0%8)/, "the path encodes a character at greater length than UTF-8 allows"],
];

/**
 * Reads a request-target without changing a byte of it: what is matched and authorized is what is forwarded, so a path
 * that two parties could read in two ways is refused instead of being normalised.
 * @throws a 400 with the reason as its cause.
 */
export const requestTarget = (target: string): RequestTarget => {
  if (target.length > longest) throw malformed(`the request-target has ${target.length} characters`);
  for (const [pattern, reason] of faults) if (pattern.test(target)) throw malformed(reason);
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  if (hasDotSegment(path)) throw malformed("the path holds a dot segment");
  return { path, query: mark < 0 ? "" : target.slice(mark + 1) };
};

const slashes = /\/|\\|%2f|%5c/i;
const dotSegment = /^(?:\.|%2e){1,2}(?:;.*)?$/i;

/**
 * Whether a path holds `.` or `..` as a segment for any reader: with the dots or the slashes percent-encoded, and with
 * a parameter behind (`..;x`), which servlet containers cut off.
 */
export const hasDotSegment = (path: string): boolean =>
  path.includes(".") || path.includes("%") ? path.split(slashes).some((segment) => dotSegment.test(segment)) : false;
