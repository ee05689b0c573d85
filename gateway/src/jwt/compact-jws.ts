import { BadToken } from "./bad-token.ts";

/** A JWS in compact form, taken apart; nothing of it is to be believed before its signature is verified. */
export interface CompactJws {
  readonly token: string;
  readonly header: Readonly<Record<string, unknown>>;
  /** The JSON text of the claims. */
  readonly payload: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Takes a token apart. Strict where verifiers are not: each token has one spelling, without white space, padding or
 * bits that decode to nothing, so that whoever remembers a token by its text knows it again.
 * What it says of faults are the words of the Go library that API Gateway was seen to use (recorded on AWS: `token
 * contains an invalid number of segments`, `tokenstring should not contain 'bearer '`).
 * https://www.rfc-editor.org/rfc/rfc7515#section-7.1
 * @throws {BadToken}
 */
export const readCompactJws = (token: string): CompactJws => {
  const [header = "", payload = "", signature, ...more] = token.split(".");
  if (signature === undefined || more.length > 0) throw new BadToken("token contains an invalid number of segments");
  if (/^bearer /i.test(token)) throw new BadToken("tokenstring should not contain 'bearer '");
  const text = textOf(payload);
  const jws = { token, header: objectIn(textOf(header)), payload: text, claims: objectIn(text) };
  bytesOf(signature);
  return jws;
};

const bytesOf = (segment: string): Buffer => {
  const foreign = segment.search(/[^A-Za-z0-9_-]/);
  const bytes = Buffer.from(segment, "base64url");
  if (foreign < 0 && bytes.toString("base64url") === segment) return bytes;
  throw new BadToken(`illegal base64 data at input byte ${foreign < 0 ? segment.length - 1 : foreign}`);
};

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const textOf = (segment: string): string => {
  const bytes = bytesOf(segment);
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw malformed("a segment of the token is no UTF-8", error);
  }
};

const objectIn = (text: string): Readonly<Record<string, unknown>> => {
  const value = parsed(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw malformed("a segment of the token is no JSON object");
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed("a segment of the token is no JSON", error);
  }
};

/** Unconfirmed: what AWS says here. */
const malformed = (reason: string, cause?: unknown) => new BadToken("token is malformed", reason, { cause });
