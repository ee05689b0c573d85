import { type Headers, headerValues } from "../request/headers.ts";
/**
 * Why the head of a service's answer cannot be handed on, or null. Its parser has refused two lengths, a length beside a
 * Transfer-Encoding and malformed lines already.
 */
export const faultOfHead = (status: number, headers: Headers): string | null => {
  if (status > 599) return `${status} is no status of HTTP`; // RFC 9110 15.
  const codings = headerValues(headers, "transfer-encoding");
  // In any other coding the body would reach the client as it stood on the wire, and pass for the content.
  if (codings.length > 1 || codings.some((coding) => coding.toLowerCase() !== "chunked"))
    return `Transfer-Encoding is ${codings.join(", ")}, not chunked alone`;
  return null;
};
