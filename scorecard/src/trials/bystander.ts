import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceProvider } from "../service-provider.ts";
import { beginSignIn } from "./sign-in.ts";

/** What somebody has seen who signs in again and again, and never does anything wrong. */
export interface Observed {
  /** Of each sign-in, how long its delivery took, in milliseconds. */
  readonly times: readonly number[];
  /** Of each that failed, how. */
  readonly failures: readonly string[];
}

/** Between two sign-ins, in milliseconds. */
const pause = 100;

/**
 * Signs in again and again.
 * @param goesOn asked after each sign-in, with how many there were
 */
export const observed = async (provider: ServiceProvider, goesOn: (count: number) => boolean): Promise<Observed> => {
  const beginning = provider.beginning(undefined);
  if (!beginning) throw new Error(`${provider.name} has no sign-in without anything special about it`);
  const times: number[] = [];
  const failures: string[] = [];
  do {
    const signIn = await beginSignIn(provider, { ...beginning, person: provider.bystander });
    const { reply } = await signIn.deliver(await signIn.answers());
    times.push(reply.ms);
    if (!provider.isLetIn(reply)) failures.push((await provider.reasonOf(reply)) ?? `status ${reply.status}`);
    await sleep(pause);
  } while (goesOn(times.length));
  return { times, failures };
};

/** The time that this part of the sign-ins did not exceed. */
export const quantile = ({ times }: Pick<Observed, "times">, part: number): number =>
  times.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(times.length * part) - 1)] ?? 0;
