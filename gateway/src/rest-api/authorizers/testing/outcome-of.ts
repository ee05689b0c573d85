import type { Authorization } from "../../exchange.ts";
import { GatewayRefusal } from "../../refusal.ts";

/** What an authorizer came to: 200, or the refusal with its status, else with its type for one. */
export interface Outcome<Allowed extends Authorization> {
  readonly status: number | string;
  readonly type?: string;
  readonly errorType?: string | undefined;
  readonly message?: string | null | undefined;
  readonly authorization?: Allowed;
  readonly refusal?: GatewayRefusal;
}

export const outcomeOf = async <Allowed extends Authorization>(
  authorize: () => Promise<Allowed>,
): Promise<Outcome<Allowed>> => {
  try {
    return { status: 200, authorization: await authorize() };
  } catch (error) {
    if (!(error instanceof GatewayRefusal)) throw error;
    const { status = error.type, errorType, message } = error.overrides;
    return { status, type: error.type, errorType, message, refusal: error };
  }
};
