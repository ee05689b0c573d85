import { z } from "zod";
import { agree } from "./agree.ts";
import { assertedGroups } from "./asserted-groups.ts";
import type { PoolGroups } from "./pool-groups.ts";
import { groupsAttribute, identitiesIn } from "./profile.ts";

const event = z.object({
  userPoolId: z.string(),
  userName: z.string(),
  request: z.object({ userAttributes: z.record(z.string(), z.string()) }),
});

/**
 * After the first sign-in through a provider has made the profile. Its attributes are the provider's word: nobody has had
 * a token yet with which to write them. Who signed up by himself (another status) wrote his own, and joins nothing.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
export const postConfirmation = async (given: unknown, pool: PoolGroups): Promise<void> => {
  const { userPoolId: poolId, userName: username, request } = event.parse(given);
  const { userAttributes: attributes } = request;
  if (attributes["cognito:user_status"] !== "EXTERNAL_PROVIDER") return;
  const [identity, ...others] = identitiesIn(attributes.identities);
  if (identity?.type !== "SAML" || others.length > 0) return;
  const groups = assertedGroups(attributes[groupsAttribute]);
  await agree({ poolId, username }, { provider: identity.provider, groups }, pool);
};
