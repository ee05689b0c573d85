import { randomUUID } from "node:crypto";
import type { Person } from "../directory/people-file.ts";
import type { Fault } from "../faults/fault.ts";
import { faultNamed } from "../faults/faults.ts";
import type { Idp } from "../idp.ts";
import type { PendingRequest } from "../requests/sealed-request.ts";
import type { Session, Visit } from "../sessions/sessions.ts";
import { type Conduct, make } from "./make.ts";
import type { Answer, Plan, Scene } from "./plan.ts";
import { sceneOf } from "./scene.ts";
import { settled } from "./settled.ts";

/** Who signs in, and what is out of the ordinary about it. */
export interface Choice {
  readonly person: Person;
  /** In place of those of the person; a name with no values is left out. */
  readonly attributes?: Plan["response"]["attributes"] | undefined;
  readonly nameId?: string | undefined;
  readonly nameIdFormat?: string | undefined;
  readonly sign?: Plan["signing"]["what"] | undefined;
  /** Default: if the service provider has a certificate for it; `true` does nothing without one. */
  readonly encrypt?: boolean | undefined;
  /** Names of faults, beside those that the person and the identity provider always have. */
  readonly faults?: readonly string[] | undefined;
  /** Default: misbehave. */
  readonly conduct?: Conduct | undefined;
}

export interface Asking {
  readonly asked: PendingRequest;
  readonly choice: Choice;
  readonly others: readonly Idp[];
  /** Id of the session that the browser has at this identity provider. */
  readonly session?: string | undefined;
}

/**
 * What is sent for a request, or of the identity provider's own accord, when this person was chosen, and the session
 * that this begins or joins.
 */
export const answerTo = async (idp: Idp, asking: Asking): Promise<Answer & { readonly session: Session }> => {
  const { asked, choice, session: before } = asking;
  const { answer, faults, plan } = await answerFor(idp, asking);
  noted(idp, { asked, choice, answer, faults });
  const session = idp.sessions.join(before, { person: choice.person.email, visit: visitOf(asked, plan) });
  return { ...answer, session };
};

interface Made {
  readonly answer: Answer;
  readonly faults: readonly Fault[];
  readonly plan: Plan;
}

/** What would be sent, to be looked at: nothing is noted, and no session begins. */
export const answerFor = async (idp: Idp, { asked, choice, others }: Asking): Promise<Made> => {
  const faults = faultsOf(idp, choice);
  const plan = await planFor(idp, asked, choice);
  if (faults.length === 0) return { answer: make(plan), faults, plan };
  const scene: Scene = {
    ...(await sceneOf(idp, others)),
    previous: previousTo(idp, asked.serviceProvider, choice.person),
    encryptionCertificate: encryptionCertificate(idp, asked),
  };
  return { answer: make(plan, { faults, conduct: settled(idp, choice).conduct, scene }), faults, plan };
};

const visitOf = ({ serviceProvider, assertionConsumerService }: PendingRequest, { response }: Plan): Visit => {
  const { nameId, nameIdFormat = "", sessionIndex = "" } = response;
  return { serviceProvider, assertionConsumerService, nameId, nameIdFormat, sessionIndex };
};

/** All that go wrong in this sign-in, each once. */
export const faultsOf = (idp: Idp, { person, faults = [] }: Choice): readonly Fault[] =>
  [...new Set([...idp.faults.names(), ...person.faults, ...faults])].map((name) => {
    const fault = faultNamed(name);
    if (!fault) throw new Error(`there is no fault ${name}`);
    return fault;
  });

const planFor = async (idp: Idp, asked: PendingRequest, choice: Choice): Promise<Plan> => {
  const { nameId, nameIdFormat, attributes, sign } = settled(idp, choice);
  const keyPair = await idp.keys.current();
  const certificate = choice.encrypt === false ? undefined : encryptionCertificate(idp, asked);
  return {
    response: {
      issuer: idp.entityId,
      audience: asked.serviceProvider,
      recipient: asked.assertionConsumerService,
      destination: asked.assertionConsumerService,
      inResponseTo: asked.id,
      nameId,
      nameIdFormat,
      attributes,
      ...(idp.style.naming && { attributeNaming: idp.style.naming }),
      sessionIndex: `_${randomUUID()}`,
      now: idp.clock(),
    },
    signing: { what: sign, keyPair },
    encryption: certificate === undefined ? undefined : { certificate, content: "aes256-gcm" },
    action: asked.assertionConsumerService,
    relayState: asked.relayState,
  };
};

const encryptionCertificate = ({ serviceProviders }: Idp, asked: PendingRequest) =>
  serviceProviders
    .list()
    .find(
      ({ entityId, assertionConsumerService }) =>
        entityId === asked.serviceProvider && assertionConsumerService === asked.assertionConsumerService,
    )?.encryptionCertificate;

/** Of the same person: others sign in at the same time. */
const previousTo = ({ journal, name }: Idp, serviceProvider: string, { email }: Person) =>
  journal
    .list()
    .findLast(
      (entry) =>
        entry.kind === "Response" &&
        entry.idp === name &&
        entry.serviceProvider === serviceProvider &&
        entry.person === email,
    )?.xml;

const noted = (
  { journal, name }: Idp,
  {
    asked,
    choice,
    answer,
    faults,
  }: { asked: PendingRequest; choice: Choice; answer: Answer; faults: readonly Fault[] },
) =>
  journal.note({
    idp: name,
    kind: "Response",
    serviceProvider: asked.serviceProvider,
    person: choice.person.email,
    faults: faults.map(({ name }) => name),
    relayState: asked.relayState,
    xml: answer.xml,
  });
