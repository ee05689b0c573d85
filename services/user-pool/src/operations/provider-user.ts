import { z } from "zod";
import { type LinkedSource, subject } from "../identity-links.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { attributeValue, freeText, providerName } from "./shapes.ts";

/** How a destination among the pool's own users is named. */
export const ownUsers = "Cognito";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ProviderUserIdentifierType.html */
export const providerUser = z.object({
  ProviderName: providerName.optional(),
  ProviderAttributeName: freeText.optional(),
  ProviderAttributeValue: attributeValue.optional(),
});

type ProviderUser = z.output<typeof providerUser>;

/**
 * A person of a SAML provider, named by the NameID or by an attribute that the provider's mapping fills.
 * @throws {InvalidParameter}
 */
export const linkedSource = async (
  poolId: string,
  { ProviderName = "", ProviderAttributeName: attribute = "", ProviderAttributeValue: value = "" }: ProviderUser,
  { records }: Uses<"records">,
): Promise<LinkedSource> => {
  const provider = await records.findProvider(poolId, ProviderName);
  if (!provider) throw new InvalidParameter(`The provider ${ProviderName} does not exist for User Pool ${poolId}.`);
  if (value === "") throw new InvalidParameter("ProviderAttributeValue: expected the value of the attribute");
  if (attribute !== subject && !(attribute in provider.attributeMapping))
    throw new InvalidParameter(
      `ProviderAttributeName: expected ${subject} or an attribute that ${ProviderName} maps; received ${JSON.stringify(attribute)}`,
    );
  return { poolId, provider: provider.name, attribute, value };
};
