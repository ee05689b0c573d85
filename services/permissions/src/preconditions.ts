import { InvalidInput } from "@gatehouse/http/problem.ts";
import { PreconditionFailed, PreconditionRequired } from "./failures.ts";

/** The field `If-Match` (RFC 9110 13.1.1): any state that there is, or one of these. */
export type IfMatch = "*" | readonly string[];

/** A version is never given twice, so it is a strong validator (RFC 9110 8.8.1). */
export const etag = (version: string | number): string => `"${version}"`;

const entityTag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/**
 * Reads the field. Its comparison is strong, so a weak tag is understood and matches nothing.
 * @throws {InvalidInput} for what is neither `*` nor a list of entity tags.
 */
export const readIfMatch = (header: string | undefined): IfMatch | undefined => {
  if (header === undefined) return undefined;
  if (header.trim() === "*") return "*";
  // A comma may stand inside of a tag; none of ours has one, so a tag that is cut in two is one that is not ours.
  const tags = header.split(",").map((tag) => tag.trim());
  if (!tags.every((tag) => entityTag.test(tag)))
    throw new InvalidInput([{ field: "If-Match", reason: 'expected * or entity tags such as "42"' }]);
  return tags;
};

/** @throws {PreconditionRequired} */
export const requireIfMatch = (ifMatch: IfMatch | undefined): void => {
  if (ifMatch === undefined) throw new PreconditionRequired();
};

/**
 * @param version of the state that there is; undefined where there is none, which nothing matches, not even `*`.
 * @throws {PreconditionFailed}
 */
export const requireMatch = (ifMatch: IfMatch | undefined, version: string | number | undefined): void => {
  if (ifMatch === undefined) return;
  if (version === undefined || (ifMatch !== "*" && !ifMatch.includes(etag(version)))) throw new PreconditionFailed();
};
