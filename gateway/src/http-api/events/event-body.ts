import { type Headers, lastHeader } from "../../request/headers.ts";
import { firstMediaType, isListed } from "../../request/media-type.ts";

/**
 * Bodies that functions get as text; every other one, forms and bodies without a type included, is in base64 (measured
 * on AWS by ministackorg/ministack#766).
 */
const texts = ["text/*", "application/json", "application/javascript", "application/xml"];

/** The members of an event that hold the body. */
export const bodyIn = (body: Buffer, headers: Headers) => {
  const type = lastHeader(headers, "content-type");
  const isBase64Encoded = body.length > 0 && !isListed(firstMediaType(type), texts);
  return {
    body: body.length > 0 ? body.toString(isBase64Encoded ? "base64" : "utf8") : null,
    isBase64Encoded,
  };
};
