import { type Client, groupsInPool } from "./groups-in-pool.ts";
import { inboundFederation } from "./inbound-federation.ts";
import type { PoolGroups } from "./pool-groups.ts";
import { postConfirmation } from "./post-confirmation.ts";

export interface TriggerEvent {
  readonly triggerSource: string;
  readonly userPoolId: string;
  readonly userName: string;
}

type Trigger = (event: unknown, pool: PoolGroups) => Promise<void>;

/** What each does, and answers: all that a provider sends is mapped as it was sent. Other sources change nothing. */
const triggers: ReadonlyMap<string, { readonly run: Trigger; readonly response: object }> = new Map([
  ["InboundFederation_ExternalProvider", { run: inboundFederation, response: { userAttributesToMap: {} } }],
  ["PostConfirmation_ConfirmSignUp", { run: postConfirmation, response: {} }],
]);

/**
 * A trigger that has people in the groups of the pool in which their identity provider has them.
 * @param patience in milliseconds, unless given those that Cognito has with a trigger. Later on a newer event may tell
 * otherwise, and nothing may be changed any more for this one
 * @returns a function that answers an event with the event and a response that changes nothing, and throws where the
 * groups do not agree: that refuses the sign-in
 */
export const idpGroups =
  (client: Client, patience = 5_000) =>
  async <Event extends TriggerEvent>(event: Event): Promise<Event> => {
    const trigger = triggers.get(event.triggerSource);
    if (!trigger) return event;
    try {
      const pool = groupsInPool(client, AbortSignal.timeout(patience));
      await trigger.run(event, pool);
    } catch (error) {
      throw new Error(advice(event, error), { cause: error });
    }
    return { ...event, response: trigger.response };
  };

const advice = ({ userName, userPoolId }: TriggerEvent, error: unknown) =>
  `the groups of ${userName} could not be made to agree with the identity provider (${reasonOf(error)}). Sign in again; ` +
  `if that fails too, see that the function reaches the user pool ${userPoolId} and may call AdminGetUser, ` +
  "DescribeIdentityProvider, ListGroups, AdminListGroupsForUser, AdminAddUserToGroup and AdminRemoveUserFromGroup there";

const reasonOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
