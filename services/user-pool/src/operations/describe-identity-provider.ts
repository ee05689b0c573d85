import { z } from "zod";
import type { Provider } from "../config/identity-provider.ts";
import { providerOf } from "../config/identity-provider.ts";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";
import { operation } from "./operation.ts";
import { epochSeconds, poolId, providerName } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeIdentityProvider.html */
export const describeIdentityProvider = operation({
  input: z.object({ UserPoolId: poolId, ProviderName: providerName }),
  signed: true,
  async run({ UserPoolId, ProviderName }, uses: Uses<"records" | "metadata">) {
    const declared = await uses.records.declaredProvider(UserPoolId, ProviderName);
    if (!declared) throw new ResourceNotFound(`Identity provider ${ProviderName} does not exist.`);
    const { ProviderDetails, ...settings } = declared.settings;
    return {
      IdentityProvider: {
        UserPoolId,
        ...settings,
        ProviderDetails: {
          ...ProviderDetails,
          ...(await readOnlyDetails(providerOf(UserPoolId, declared.settings), uses)),
        },
        CreationDate: epochSeconds(declared.createdAt),
        LastModifiedDate: epochSeconds(declared.modifiedAt),
      },
    };
  },
});

/** What the provider's metadata say; left out while they have never been had. */
const readOnlyDetails = async (provider: Provider, { metadata }: Uses<"metadata">) => {
  const known = await metadata(provider)
    .current()
    .catch(() => undefined);
  if (!known) return {};
  return {
    SSORedirectBindingURI: known.ssoRedirectUrl,
    ...(known.sloRedirectUrl === undefined ? {} : { SLORedirectBindingURI: known.sloRedirectUrl }),
  };
};
