import { z } from "zod";
import type { Uses } from "../world.ts";
import { domainName, targetOf } from "./domain-settings.ts";
import { operation } from "./operation.ts";
import { account } from "./pool-arn.ts";

/**
 * A domain that is not there has an empty description, and is no error.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolDomain.html
 */
export const describeUserPoolDomain = operation({
  input: z.object({ Domain: domainName }),
  signed: true,
  unconfirmed: "an unknown domain has an empty description",
  async run({ Domain }, uses: Uses<"domains" | "publicUrl">) {
    const domain = await uses.domains.find(Domain);
    if (!domain) return { DomainDescription: {} };
    return {
      DomainDescription: {
        UserPoolId: domain.poolId,
        AWSAccountId: account,
        CloudFrontDistribution: targetOf(uses),
        Status: "ACTIVE",
        ...domain.settings,
      },
    };
  },
});
