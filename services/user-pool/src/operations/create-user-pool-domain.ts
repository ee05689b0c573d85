import type { Uses } from "../world.ts";
import { domainAnswer, domainInput, domainLeftOut, domainOf, refusedDomain } from "./domain-settings.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html */
export const createUserPoolDomain = operation({
  input: domainInput,
  signed: true,
  leftOut: domainLeftOut,
  unconfirmed: "the wording of refusals",
  async run(input, uses: Uses<"records" | "domains" | "publicUrl" | "now">) {
    await foundPool(input.UserPoolId, uses);
    const domain = domainOf(input);
    await uses.domains.create(domain, uses.now()).catch((error) => {
      throw refusedDomain(error);
    });
    return domainAnswer(domain, uses);
  },
});
