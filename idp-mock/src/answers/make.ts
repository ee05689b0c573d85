import { encrypted } from "@gatehouse/saml-response/encrypt.ts";
import { samlResponse } from "@gatehouse/saml-response/response.ts";
import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Changes, Fault } from "../faults/fault.ts";
import type { Answer, Form, Plan, Scene } from "./plan.ts";

/** `misbehave`: the faults; `control`: what of them must be let in. */
export type Conduct = "misbehave" | "control";

export interface Misconduct {
  readonly faults: readonly Fault[];
  readonly conduct: Conduct;
  readonly scene: Scene;
}

/** Makes an answer as planned, but for what the faults change; each sees what those before it made. */
export const make = (plan: Plan, misconduct?: Misconduct): Answer => {
  if (misconduct) return misshapen(plan, misconduct);
  const xml = sealed(samlResponse(plan.response), plan);
  return { xml, deliveries: [{ form: formOf(xml, plan) }] };
};

const misshapen = (plan: Plan, { faults, conduct, scene }: Misconduct): Answer => {
  const changes = conduct === "control" ? faults.map(({ control = {} }) => control) : faults;
  const prepared = faults.reduce((planned, fault) => fault.prepare?.(planned, scene) ?? planned, plan);
  const planned = through(changes, "plan", prepared, scene);
  const unsigned = through(changes, "unsigned", samlResponse(planned.response), scene);
  const xml = through(changes, "signed", sealed(unsigned, planned), scene);
  const form = through(changes, "form", formOf(xml, planned), scene);
  const delivered = changes.findLast(({ deliveries }) => deliveries !== undefined);
  return { xml, deliveries: delivered?.deliveries?.(form, scene) ?? [{ form }] };
};

/** `value` after the changes of one kind, in their order. */
const through = <Value>(
  changes: readonly Changes[],
  kind: "plan" | "unsigned" | "signed" | "form",
  value: Value,
  scene: Scene,
): Value =>
  changes.reduce((changed, all) => {
    const change = all[kind] as ((value: Value, scene: Scene) => Value) | undefined;
    return change?.call(all, changed, scene) ?? changed;
  }, value);

/** Signed and encrypted as planned: the assertion's signature goes inside the ciphertext, the response's around it. */
const sealed = (xml: string, { signing, encryption }: Plan): string => {
  const { what, keyPair, ...algorithms } = signing;
  const sign = (text: string, part: "assertion" | "response") =>
    what === part || what === "both" ? signed(text, { what: part, ...keyPair, ...algorithms }) : text;
  const withAssertion = sign(xml, "assertion");
  return sign(encryption ? encrypted(withAssertion, encryption) : withAssertion, "response");
};

const formOf = (xml: string, { action, relayState: RelayState }: Plan): Form => ({
  action,
  SAMLResponse: Buffer.from(xml).toString("base64"),
  ...(RelayState === undefined ? {} : { RelayState }),
});
