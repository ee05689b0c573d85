import type { Uses } from "../world.ts";
import { domainAnswer, domainInput, domainLeftOut, domainOf, noSuchDomain } from "./domain-settings.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";

/**
 * Replaces what the domain is told beside its name. A prefix stays a prefix, and a custom domain a custom domain.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolDomain.html
 */
export const updateUserPoolDomain = operation({
  input: domainInput,
  signed: true,
  leftOut: domainLeftOut,
  unconfirmed: "the wording of refusals",
  async run(input, uses: Uses<"records" | "domains" | "publicUrl" | "now">) {
    await foundPool(input.UserPoolId, uses);
    const domain = domainOf(input);
    if (!(await uses.domains.replace(domain, uses.now()))) throw noSuchDomain();
    return domainAnswer(domain, uses);
  },
});
