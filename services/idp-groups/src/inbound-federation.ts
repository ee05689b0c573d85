import { z } from "zod";
import { agree } from "./agree.ts";
import { assertedGroups } from "./asserted-groups.ts";
import type { PoolGroups } from "./pool-groups.ts";
import { identitiesIn } from "./profile.ts";

const event = z.object({
  userPoolId: z.string(),
  userName: z.string(),
  request: z.object({
    providerName: z.string().min(1),
    attributes: z.object({ samlResponse: z.record(z.string(), z.string()).default({}) }),
  }),
});

/**
 * Before each sign-in through a provider, with what it asserts now. Nothing else is believed of somebody who has signed
 * in before: the profile keeps the groups of a provider that sends none any more, and those that the user wrote there.
 * Whom the provider has no profile for is passed over: PostConfirmation tells of a new one.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html
 */
export const inboundFederation = async (given: unknown, pool: PoolGroups): Promise<void> => {
  const { userPoolId: poolId, userName: username, request } = event.parse(given);
  const { providerName: provider, attributes } = request;
  refuseOtherName(username, provider);
  const member = { poolId, username };
  const profile = await pool.profileOf(member);
  const identities = identitiesIn(profile?.get("identities"));
  if (!identities.some((identity) => identity.primary && identity.provider === provider)) return;
  const name = await pool.groupsAttributeOf(poolId, provider);
  const groups = assertedGroups(name === undefined ? undefined : attributes.samlResponse[name]);
  await agree(member, { provider, groups }, pool);
};

/**
 * UNCONFIRMED that the event names the user as the pool will. Under another name nobody would be found, and nobody would
 * ever leave a group. A pool that does not tell the cases apart has the whole name in lower case.
 */
const refuseOtherName = (username: string, provider: string) => {
  if (!username.toLowerCase().startsWith(`${provider}_`.toLowerCase()))
    throw new Error(`expected userName to be ${provider}_ and the user's id at the provider; received ${username}`);
};
