/** An identity provider, an attacker, and what a pool expects of the answer to one of its requests: for tests. */
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { type ResponseOptions, samlResponse } from "@gatehouse/saml-response/response.ts";
import { type SignOptions, signed } from "@gatehouse/saml-response/sign.ts";
import type { Expectation } from "../expectation.ts";
import { SamlRefusal } from "../refusal.ts";
import { verifyResponse } from "../verify-response.ts";

export const [idpKeys, attackerKeys] = await Promise.all([
  selfSigned({ commonName: "idp.test" }),
  selfSigned({ commonName: "idp.test" }),
]);

export const now = new Date("2026-11-23T12:00:00Z");
export const idp = { entityId: "https://idp.test/metadata", certificates: [idpKeys.certificate] };
export const acs = "https://pool.test/saml2/idpresponse";
export const entityId = "urn:amazon:cognito:sp:us-east-1_GateHous3";
export const requestId = "_6cf4a3a5-2a0f-4c4a-9c62-3a9b2f3d9f10";
export const expected: Expectation = { provider: "CorpSAML", entityId, acs, requestId, idp, now };

/** An unsigned answer to the request, with everything as expected. */
export const answer = (change: Partial<ResponseOptions> = {}): string =>
  samlResponse({
    id: "_response",
    assertionId: "_assertion",
    issuer: idp.entityId,
    audience: entityId,
    recipient: acs,
    destination: acs,
    inResponseTo: requestId,
    nameId: "alice@example.com",
    attributes: { email: ["alice@example.com"], groups: ["staff", "traders"] },
    sessionIndex: "_session",
    now,
    ...change,
  });

export const sign = (xml: string, what: SignOptions["what"] = "assertion", change: Partial<SignOptions> = {}): string =>
  signed(xml, { what, ...idpKeys, ...change });

/** `xml` with one thing in another's place. Throws when it is not there: an attack must not be one by name only. */
export const swap = (xml: string, from: string | RegExp, to: string): string => {
  if (typeof from === "string" ? !xml.includes(from) : !from.test(xml)) throw new Error(`There is no ${from} to swap`);
  return xml.replace(from, () => to);
};

export const base64 = (xml: string): string => Buffer.from(xml).toString("base64");

/** As `sign`, or unsigned where the attack left nothing that could be signed. */
export const signIfPossible = (xml: string, what: SignOptions["what"]): string => {
  try {
    return sign(xml, what);
  } catch {
    return xml;
  }
};

/** The name id that was let in, or the code of the refusal. */
export const outcome = async (xml: string, change: Partial<Expectation> = {}): Promise<string> => {
  try {
    return (await verifyResponse(base64(xml), { ...expected, ...change })).nameId;
  } catch (error) {
    if (error instanceof SamlRefusal) return error.code;
    throw error;
  }
};

export const modes = ["assertion", "response", "both"] as const satisfies readonly SignOptions["what"][];

export const status = (name: string): string => `urn:oasis:names:tc:SAML:2.0:status:${name}`;
