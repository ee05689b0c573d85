import type { Seen } from "../mapping/seen.ts";
import { type GatewayRefusal, refusals } from "../refusal.ts";

/** What variables read once the gateway has refused a request: the error, and what an authorizer said that denied. */
export const seenInRefusal = ({ type, overrides, authorization }: GatewayRefusal, seen: Seen): Seen => {
  const { message, validationErrorString } = { ...refusals[type], ...overrides };
  return {
    ...seen,
    authorization: authorization ?? seen.authorization ?? null,
    error: { responseType: type, message, ...(validationErrorString && { validationErrorString }) },
  };
};
