// The query of the HTTP-Redirect binding, octet by octet: what is signed there is its text, not what the text means.
import { RefusedRequest } from "./refused-request.ts";

const names = ["SAMLRequest", "SAMLResponse", "RelayState", "SigAlg", "Signature", "SAMLEncoding"] as const;

type Name = (typeof names)[number];

/** A parameter as it stands in the query, and what its value means. */
export interface Parameter {
  readonly raw: string;
  readonly value: string;
}

export type RedirectParameters = Readonly<Partial<Record<Name, Parameter>>>;

const deflate = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

/**
 * The parameters of SAML Bindings 2.0, 3.4.4.1. A name that is written otherwise than plainly would be one parameter to
 * the signature and another to the message.
 * @param query as it stands in the URL, without the question mark
 * @throws {RefusedRequest}
 */
export const redirectParameters = (query: string): RedirectParameters => {
  const found: Partial<Record<Name, Parameter>> = {};
  for (const raw of query.split("&")) {
    const [[written, value] = ["", ""]] = new URLSearchParams(raw);
    const name = names.find((known) => known === written);
    if (!name) continue;
    if (!raw.startsWith(`${name}=`)) throw refused(name, "its name as it is", raw.split("=", 1).join());
    if (found[name]) throw refused(name, "the parameter, at most once", "several");
    found[name] = { raw, value };
  }
  const encoding = found.SAMLEncoding?.value ?? deflate;
  if (encoding !== deflate) throw refused("SAMLEncoding", deflate, encoding);
  return found;
};

const refused = (subject: string, expected: string, received: string) =>
  new RefusedRequest({ subject, expected, received });
