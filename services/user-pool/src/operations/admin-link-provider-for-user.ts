import { z } from "zod";
import type { Pool } from "../config/user-pool.ts";
import { type LinkedSource, LinkRefused, mostLinks, subject } from "../identity-links.ts";
import { federatedUsername } from "../saml/profile.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter, LimitExceeded, UserNotFound } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { linkedSource, ownUsers, providerUser } from "./provider-user.ts";
import { poolId } from "./shapes.ts";

/**
 * Who signs in with the source is the destination from then on: its `sub`, its name, its groups.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminLinkProviderForUser.html
 */
export const adminLinkProviderForUser = operation({
  input: z.object({ UserPoolId: poolId, DestinationUser: providerUser, SourceUser: providerUser }),
  signed: true,
  unconfirmed: "messages for a source that is linked to another user, and for more than five",
  async run({ UserPoolId, DestinationUser, SourceUser }, uses: Uses<"records" | "users" | "identityLinks" | "now">) {
    const pool = await foundPool(UserPoolId, uses);
    const source = await linkedSource(pool.id, SourceUser, uses);
    const destination = await destinationOf(pool, DestinationUser, uses);
    const profile = source.attribute === subject ? profileOf(source, pool) : destination;
    await uses.identityLinks.link(source, { destination, profile, now: uses.now() }).catch((error) => {
      throw error instanceof LinkRefused ? refusals[error.why]() : error;
    });
    return {};
  },
});

/** @throws {InvalidParameter} for a NameID with which nobody can sign in */
const profileOf = ({ provider, value }: LinkedSource, { caseSensitive }: Pool) => {
  try {
    return federatedUsername(provider, value, caseSensitive);
  } catch (cause) {
    throw new InvalidParameter("ProviderAttributeValue: expected a NameID that is short enough for a username", {
      cause,
    });
  }
};

/** Of the pool's own by username, of a provider's by the provider's id; the attribute's name is ignored. */
const destinationOf = async (
  pool: Pool,
  { ProviderName, ProviderAttributeValue: value = "" }: z.output<typeof providerUser>,
  { users }: Uses<"users">,
): Promise<string> => {
  if (ProviderName === undefined || value === "")
    throw new InvalidParameter(`DestinationUser: expected ProviderName and ProviderAttributeValue`);
  const user = await (ProviderName === ownUsers
    ? users.lookUp(pool, value)
    : users.findByIdentity(pool.id, { provider: ProviderName, userId: value }));
  if (!user) throw new UserNotFound();
  return user.username;
};

const refusals: Readonly<Record<LinkRefused["why"], () => Error>> = {
  "no such user": () => new UserNotFound(),
  "signed up": () =>
    new InvalidParameter(
      "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
    ),
  linked: () => new InvalidParameter("SourceUser is already linked to DestinationUser"),
  "linked to another": () => new InvalidParameter("SourceUser is already linked to another user"),
  "too many": () => new LimitExceeded(`A user can be linked to at most ${mostLinks} identities of providers`),
};
