import type { Facts, Steps, Took } from "../facts/facts.ts";

/** How an authorizer's refusal counts. */
export interface Ending {
  /** The authorizer's own work was well, and its policy does not allow. */
  readonly denied: boolean;
  /** The HTTP status of the refusal. */
  readonly status: number;
  readonly error: string;
}

/**
 * Authorizes a request and notes how the steps of that went, as access logs tell them apart: the authorizer's own work,
 * and what follows from its answer. On an open route neither comes about.
 * @param endingOf tells what an error means; null for one that is no refusal.
 */
export const notingSteps = async <Authorization extends object | null>(
  authorize: () => Promise<Authorization>,
  endingOf: (error: unknown) => Ending | null,
  { steps }: Pick<Facts, "steps">,
): Promise<Authorization> => {
  const started = performance.now();
  const note = (ending: Ending | null) =>
    Object.assign(steps, stepsOf(ending, { started, latency: performance.now() - started }));
  try {
    const authorization = await authorize();
    if (authorization) note(null);
    return authorization;
  } catch (error) {
    const ending = endingOf(error);
    if (ending) note(ending);
    throw error;
  }
};

/**
 * An authorizer whose policy does not allow has done its work: the 403 is the next step's. Unconfirmed for Lambda
 * authorizers: AWS's examples show it for IAM alone.
 */
const stepsOf = (ending: Ending | null, took: Pick<Took, "started" | "latency">): Steps => {
  const well = { ...took, status: 200, error: null };
  const evaluation = { started: took.started + took.latency, latency: 0 };
  if (ending === null) return { authorizer: well, authorize: { ...evaluation, status: 200, error: null } };
  const { denied, status, error } = ending;
  return denied
    ? { authorizer: well, authorize: { ...evaluation, status, error } }
    : { authorizer: { ...took, status, error } };
};
