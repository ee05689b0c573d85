import { createPrivateKey } from "node:crypto";
import { make } from "@gatehouse/idp-mock/answers/make.ts";
import type { Plan, Scene } from "@gatehouse/idp-mock/answers/plan.ts";
import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";
import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import type { Expectation } from "@gatehouse/user-pool/saml/expectation.ts";
import { SamlRefusal } from "@gatehouse/user-pool/saml/refusal.ts";
import { verifyResponse } from "@gatehouse/user-pool/saml/verify-response.ts";
import { describe, expect, test } from "@jest/globals";

const [current, next, attacker, others, receivers] = await Promise.all(
  ["idp", "idp", "idp", "other", "pool"].map((commonName) => selfSigned({ commonName })),
);
if (!current || !next || !attacker || !others || !receivers) throw new Error("a key is missing");

const now = new Date();
const issuer = "https://idp.example/metadata";
const audience = "urn:amazon:cognito:sp:us-east-1_ScoreCrd1";
const recipient = "https://pool.example/saml2/idpresponse";
const requestId = "_6cf4a3a5-2a0f-4c4a-9c62-3a9b2f3d9f10";

const isEncrypted = ({ needs }: Fault) => needs === "encrypted assertions";
const isUnsolicited = ({ needs }: Fault) => needs === "identity provider begins";

const planFor = (fault: Fault, inResponseTo: string | undefined = requestId): Plan => ({
  response: {
    issuer,
    audience,
    recipient,
    destination: recipient,
    inResponseTo: isUnsolicited(fault) ? undefined : inResponseTo,
    nameId: "alice@example.com",
    nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    attributes: { email: ["alice@example.com"], firstName: ["Alice"], lastName: ["Archer"], groups: ["traders"] },
    sessionIndex: "_session",
    now,
  },
  signing: { what: "both", keyPair: current },
  encryption: isEncrypted(fault) ? { certificate: receivers.certificate } : undefined,
  action: recipient,
  relayState: "relay-state",
});

const sceneFor = (fault: Fault): Scene => ({
  now,
  keys: { current, next, attacker },
  other: { entityId: "https://other.example/metadata", keyPair: others },
  previous: make(planFor(fault, "_earlier")).xml,
  encryptionCertificate: isEncrypted(fault) ? receivers.certificate : undefined,
});

const expectationFor = (fault: Fault): Expectation => ({
  provider: "Plain",
  entityId: audience,
  acs: recipient,
  requestId: isUnsolicited(fault) ? undefined : requestId,
  idp: { entityId: issuer, certificates: [current.certificate] },
  now,
  decryptionKey: isEncrypted(fault) ? createPrivateKey(receivers.key) : undefined,
});

/** `accepted`, or the code of the refusal. */
const verdictOn = async (fault: Fault, conduct: "misbehave" | "control") => {
  const { deliveries } = make(planFor(fault), { faults: [fault], conduct, scene: sceneFor(fault) });
  try {
    await verifyResponse(deliveries.at(-1)?.form.SAMLResponse, expectationFor(fault));
    return "accepted";
  } catch (error) {
    if (error instanceof SamlRefusal) return error.code;
    throw error;
  }
};

/** What the pool decides by its own rules and state once the message is verified; only the scorecard itself can tell. */
const outsideTheMessage = /^SAML_(USERNAME_|ATTRIBUTE_(?!DUPLICATE$|CHARACTER$))/;

const ofTheMessage = faults.filter(({ family, code }) => family !== "delivery" && !outsideTheMessage.test(code));

test("most faults are of the message", () => {
  expect(ofTheMessage.length).toBeGreaterThan(faults.length / 2);
});

describe.each(ofTheMessage.map((fault) => [fault.name, fault] as const))("%s", (_name, fault) => {
  test(`is ${fault.code}`, async () => {
    expect(await verdictOn(fault, "misbehave")).toBe(fault.code);
  });

  test("is accepted where it is as it should be", async () => {
    expect(await verdictOn(fault, "control")).toBe("accepted");
  });
});
