import { SamlRefusal } from "./refusal.ts";

/** Cognito's limit on SAMLResponse, in characters of the encoded form (Developer Guide, saml2/idpresponse endpoint). */
export const longestResponse = 100_000;

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The XML text in the form field SAMLResponse, whatever the form held (an array, when the field was sent twice).
 * Lines may be broken as RFC 2045 has it (SAML Bindings 2.0, 3.5.4); nothing else is forgiven, so that there is
 * one reading only.
 * @throws {SamlRefusal}
 */
export const decodedResponse = (samlResponse: unknown): string => {
  if (typeof samlResponse !== "string" || samlResponse === "")
    throw new SamlRefusal("SAML_RESPONSE_MISSING", { expected: "one string", received: kind(samlResponse) });
  if (samlResponse.length > longestResponse)
    throw new SamlRefusal("SAML_RESPONSE_TOO_LARGE", {
      expected: `at most ${longestResponse} characters`,
      received: `${samlResponse.length} characters`,
    });
  return utf8(bytes(samlResponse.replace(/\r?\n/g, "")));
};

const kind = (value: unknown) => (Array.isArray(value) ? `${value.length} values` : value === "" ? "" : typeof value);

const bytes = (text: string) => {
  const decoded = Buffer.from(text, "base64");
  if (!base64.test(text) || decoded.toString("base64") !== text)
    throw new SamlRefusal("SAML_RESPONSE_NOT_BASE64", { expected: "padded base64", received: text.slice(0, 40) });
  return decoded;
};

const utf8 = (octets: Buffer) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch (cause) {
    throw new SamlRefusal("SAML_RESPONSE_NOT_UTF8", { cause });
  }
};
