/** A sign-in to try faults on: all of it fixed but the keys, so that what is signed twice is the same twice. */
import { type KeyPair, selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import type { Plan, Scene } from "../../answers/plan.ts";

const keyPair = (): Promise<KeyPair> => selfSigned({ commonName: "idp.test" });
const [current, next, attacker] = await Promise.all([keyPair(), keyPair(), keyPair()]);
const now = new Date("2026-11-23T12:00:00Z");
const acs = "https://pool.test/saml2/idpresponse";

export const scene: Scene = { now, keys: { current, next, attacker }, other: undefined, previous: undefined };

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
    attributes: { email: ["alice@example.com"], groups: ["staff", "traders"] },
    sessionIndex: "_session",
    now,
  },
  signing: { what: "both", keyPair: current },
  action: acs,
  relayState: "state",
};
