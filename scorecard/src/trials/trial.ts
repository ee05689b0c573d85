import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";
import type { Beginning, Reply, ServiceProvider } from "../service-provider.ts";
import { beginSignIn } from "./sign-in.ts";
import { isTooSlow, type Outcome, type Verdict } from "./verdict.ts";

/**
 * Tries one fault, each time in a fresh browser: its control, then the fault itself, then the genuine answer to the same
 * request, since a forgery must not end a sign-in. Undefined where the service provider has no sign-in to show it with.
 * @param attempts so often at most a fault is tried that takes too long
 */
export const tried = async (
  fault: Fault,
  provider: ServiceProvider,
  attempts: number,
): Promise<Verdict | undefined> => {
  const beginning = provider.beginning(fault.needs);
  if (!beginning) return undefined;
  const control = await controlOf(fault, { provider, beginning });
  return { fault, control, ...(await fastest(() => misbehaved(fault, { provider, beginning }), attempts)) };
};

interface Trial {
  readonly provider: ServiceProvider;
  readonly beginning: Beginning;
}

/** The best of so many attempts: a slow reply may be the fault of a busy machine, and is then not slow every time. */
const fastest = async <Timed extends { readonly ms: number }>(attempt: () => Promise<Timed>, most: number) => {
  let best = await attempt();
  for (let made = 1; made < most && isTooSlow(best); made++) {
    const next = await attempt();
    if (next.ms < best.ms) best = next;
  }
  return best;
};

/** It is also the earlier sign-in that some faults need. */
const controlOf = async ({ name }: Fault, { provider, beginning }: Trial): Promise<Outcome> => {
  const signIn = await beginSignIn(provider, beginning);
  const { reply } = await signIn.deliver(await signIn.answers([name], "control"));
  return outcomeOf(reply, provider);
};

const misbehaved = async (fault: Fault, { provider, beginning }: Trial) => {
  const signIn = await beginSignIn(provider, beginning);
  const { reply, wasLetInBefore } = await signIn.deliver(await signIn.answers([fault.name]));
  const outcome = await outcomeOf(reply, provider);
  const isOver = wasLetInBefore || outcome.letIn;
  const afterwards = isOver
    ? undefined
    : await outcomeOf((await signIn.deliver(await signIn.answers())).reply, provider);
  return { outcome, ms: reply.ms, afterwards };
};

export const outcomeOf = async (reply: Reply, provider: ServiceProvider): Promise<Outcome> =>
  provider.isLetIn(reply) ? { letIn: true } : { letIn: false, reason: await provider.reasonOf(reply) };
