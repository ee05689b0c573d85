import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";
import type { ServiceProvider } from "../service-provider.ts";
import { type Observed, observed } from "./bystander.ts";
import type { EndpointVerdict } from "./endpoint-verdict.ts";
import { tried } from "./trial.ts";
import type { Verdict } from "./verdict.ts";

export interface Scorecard {
  readonly verdicts: readonly Verdict[];
  /** Of faults of the endpoints of an identity provider. */
  readonly endpoints: readonly EndpointVerdict[];
  /** What could not be tried, since this service provider has no such sign-in. */
  readonly untried: readonly Fault[];
  /** Of a bystander, before anything misbehaved and meanwhile. */
  readonly bystander: { readonly before: Observed; readonly meanwhile: Observed };
}

interface Way {
  readonly faults: readonly Fault[];
  /** So many faults are tried at the same time. */
  readonly atOnce: number;
  /** So often at most a fault is tried that takes too long. */
  readonly attempts: number;
  /** So many sign-ins the bystander makes beforehand. */
  readonly quietSignIns: number;
  /** Tries what is no fault of a sign-in. */
  readonly endpoints?: () => Promise<readonly EndpointVerdict[]>;
  readonly told?: (verdict: Verdict) => void;
}

/** Tries all faults while a bystander signs in. */
export const scorecardOf = async (provider: ServiceProvider, way: Way): Promise<Scorecard> => {
  // The first ones compile what they run through, fetch metadata and open connections.
  const warmingUp = await observed(provider, (count) => count < 5);
  const quiet = await observed(provider, (count) => count < way.quietSignIns);
  let isUnderWay = true;
  const bystander = observed(provider, () => isUnderWay);
  const trials = trialsOf(provider, way).finally(() => {
    isUnderWay = false;
  });
  const [meanwhile, { found, endpoints }] = await Promise.all([bystander, trials]);
  const verdicts = way.faults.flatMap((fault) => found.get(fault) ?? []);
  const untried = way.faults.filter((fault) => !found.has(fault));
  const before = { ...quiet, failures: [...warmingUp.failures, ...quiet.failures] };
  return { verdicts, endpoints, untried, bystander: { before, meanwhile } };
};

const trialsOf = async (provider: ServiceProvider, way: Way) => {
  const found = await verdictsOf(provider, way);
  return { found, endpoints: (await way.endpoints?.()) ?? [] };
};

const verdictsOf = async (provider: ServiceProvider, { faults, atOnce, attempts, told }: Way) => {
  const found = new Map<Fault, Verdict>();
  const inTurn = async (lane: readonly Fault[]) => {
    for (const fault of lane) {
      const verdict = await tried(fault, provider, attempts);
      if (!verdict) continue;
      found.set(fault, verdict);
      told?.(verdict);
    }
  };
  await Promise.all(lanesOf(faults, atOnce).map(inTurn));
  return found;
};

/** Those that refer to the sign-in before them stand in one lane: there must be no other in between. */
const lanesOf = (faults: readonly Fault[], atOnce: number) => {
  const lanes: Fault[][] = Array.from({ length: atOnce }, () => []);
  for (const [index, fault] of faults.entries())
    lanes[fault.needs === "an earlier sign-in" ? 0 : index % atOnce]?.push(fault);
  return lanes;
};
