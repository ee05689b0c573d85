import { createHash } from "node:crypto";
import { joinedHeader } from "../request/headers.ts";
import type { ClaimedSignature } from "./claimed-signature.ts";
import { queryParameters } from "./query-parameters.ts";
import type { SignedRequest } from "./signed-request.ts";
import { uriEncoded } from "./uri-encoding.ts";

/**
 * The request in the one form that is signed, as all services but S3 have it. The hash is that of the body which
 * arrived, whatever `X-Amz-Content-Sha256` says (recorded on AWS): a body that is not signed is not accepted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export const canonicalRequest = (
  request: SignedRequest,
  { form, signedHeaders }: Pick<ClaimedSignature, "form" | "signedHeaders">,
): string => {
  const names = [...signedHeaders].sort();
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query, form),
    ...names.map((name) => `${name}:${canonicalValue(joinedHeader(request.headers, name) ?? "")}`),
    "",
    names.join(";"),
    createHash("sha256").update(request.body).digest("hex"),
  ].join("\n");
};

/** Without empty and dot segments (RFC 3986 6.2.2.3), each of the others encoded once more. */
const canonicalPath = (path: string): string => {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(uriEncoded(Buffer.from(segment)));
  }
  return `/${kept.join("/")}${kept.length > 0 && path.endsWith("/") ? "/" : ""}`;
};

/** Names and values encoded in one way, ordered by name and then by value. The signature does not sign itself. */
const canonicalQuery = (query: string, form: ClaimedSignature["form"]): string =>
  queryParameters(query)
    .map(([name, value]) => [uriEncoded(name), uriEncoded(value)] as const)
    .filter(([name]) => form === "header" || name !== "X-Amz-Signature")
    .sort((left, right) => order(left[0], right[0]) || order(left[1], right[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");

const order = (left: string, right: string) => Number(left > right) - Number(left < right);

/** Each run of blanks is one space; Node shows bytes as characters, and it was text in UTF-8 that was signed. */
const canonicalValue = (value: string) =>
  Buffer.from(value, "latin1")
    .toString("utf8")
    .replace(/[ \t]+/g, " ")
    .replace(/^ | $/g, "");
