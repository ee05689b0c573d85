import type { Facts, Steps, Took } from "../../facts/facts.ts";
import type { Authorization } from "../exchange.ts";
import { GatewayRefusal, statusOf } from "../refusal.ts";

/**
 * Authorizes a request and notes how the steps of that went, as access logs tell them apart: the authorizer's own work,
 * and what follows from its answer. On an open route neither comes about.
 */
export const notingSteps = async (
  authorize: () => Promise<Authorization | null>,
  { steps }: Pick<Facts, "steps">,
): Promise<Authorization | null> => {
  const started = performance.now();
  const note = (refusal: GatewayRefusal | null) =>
    Object.assign(steps, stepsOf(refusal, { started, latency: performance.now() - started }));
  try {
    const authorization = await authorize();
    if (authorization) note(null);
    return authorization;
  } catch (error) {
    if (error instanceof GatewayRefusal) note(error);
    throw error;
  }
};

/**
 * An authorizer whose policy does not allow has done its work: the 403 is the next step's. Unconfirmed for Lambda
 * authorizers: AWS's examples show it for IAM alone.
 */
const stepsOf = (refusal: GatewayRefusal | null, took: Pick<Took, "started" | "latency">): Steps => {
  const well = { ...took, status: 200, error: null };
  const evaluation = { started: took.started + took.latency, latency: 0 };
  if (refusal === null) return { authorizer: well, authorize: { ...evaluation, status: 200, error: null } };
  if (refusal.type !== "ACCESS_DENIED")
    return { authorizer: { ...took, status: statusOf(refusal), error: refusal.reason } };
  const error = "The client is not authorized to perform this operation.";
  return { authorizer: well, authorize: { ...evaluation, status: statusOf(refusal), error } };
};
