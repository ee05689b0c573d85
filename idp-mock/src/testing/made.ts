// Answers of an identity provider whose keys nobody trusts, for tests of faults.
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { type Conduct, make } from "../answers/make.ts";
import type { Answer, Plan, Scene } from "../answers/plan.ts";
import type { Fault } from "../faults/fault.ts";

const pair = () => selfSigned({ commonName: "idp.test" });
const [current, next, attacker, serviceProvider] = await Promise.all([pair(), pair(), pair(), pair()]);

export { serviceProvider as serviceProviderKeys };

export const scene: Scene = {
  now: new Date(),
  keys: { current, next, attacker },
  other: undefined,
  previous: undefined,
  encryptionCertificate: serviceProvider.certificate,
};

const acs = "https://pool.test/saml2/idpresponse";

/** With all that is made at random fixed, so that two answers differ by what was done to them alone. */
export const plan: Plan = {
  response: {
    id: "_response",
    assertionId: "_assertion",
    issuer: "https://idp.test/metadata",
    audience: "urn:sp",
    recipient: acs,
    destination: acs,
    inResponseTo: "_request",
    nameId: "alice@example.com",
    attributes: { "https://idp.test/claims/mail": ["alice@example.com"], groups: ["traders", "staff"] },
    sessionIndex: "_session",
    now: scene.now,
  },
  signing: { what: "both", keyPair: current },
  action: acs,
  relayState: "state",
};

export const made = (fault: Fault, conduct: Conduct = "misbehave", change: Partial<Plan> = {}): Answer =>
  make({ ...plan, ...change }, { faults: [fault], conduct, scene });
