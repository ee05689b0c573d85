// From a parameter of the request to the XML text of a SAML message, for both bindings (SAML Bindings 2.0, 3.4 and 3.5).
import { inflateRawSync } from "node:zlib";
import { RefusedRequest } from "./refused-request.ts";

/** An AuthnRequest has a few hundred bytes; with every extension in use it stays far below this. */
const longestMessage = 64 * 1024;

/** The message in a query: base64 of raw DEFLATE. Inflating stops at the limit, whatever is behind it. */
export const fromRedirect = (parameter: unknown, name: MessageParameter = "SAMLRequest"): string =>
  text(inflated(base64(parameter, name), name), name);

/** The message in a form: base64. */
export const fromPost = (parameter: unknown, name: MessageParameter = "SAMLRequest"): string =>
  text(base64(parameter, name), name);

export type MessageParameter = "SAMLRequest" | "SAMLResponse";

const base64 = (parameter: unknown, subject: MessageParameter): Buffer => {
  if (typeof parameter !== "string" || parameter === "")
    throw new RefusedRequest({
      subject,
      expected: "the parameter, once",
      received: parameter === undefined || parameter === "" ? "none" : "several",
      hint: "Start at the application that you want to sign in to: it makes this parameter.",
    });
  const bytes = Buffer.from(parameter, "base64");
  if (bytes.toString("base64") === parameter) return bytes;
  throw new RefusedRequest({
    subject,
    expected: "base64",
    received: parameter,
    ...(parameter.includes(" ") ? { hint: "The blank in it was a “+”, which a URL must carry as %2B." } : {}),
  });
};

const inflated = (bytes: Buffer, subject: MessageParameter): Buffer => {
  try {
    return inflateRawSync(bytes, { maxOutputLength: longestMessage });
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new RefusedRequest(
      tooLong
        ? { subject, expected: `at most ${longestMessage} bytes`, received: "more" }
        : { subject, expected: "raw DEFLATE (RFC 1951)", received: (error as Error).message },
      { cause: error },
    );
  }
};

const text = (bytes: Buffer, subject: MessageParameter): string => {
  if (bytes.length > longestMessage)
    throw new RefusedRequest({
      subject,
      expected: `at most ${longestMessage} bytes`,
      received: `${bytes.length} bytes`,
    });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new RefusedRequest({ subject, expected: "UTF-8", received: "other bytes" }, { cause: error });
  }
};
