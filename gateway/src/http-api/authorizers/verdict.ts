import { answerIn, BadVerdict, contextOf, policyVerdict, shown, type Verdict } from "../../authorizers/verdict.ts";
import type { LambdaAuthorizer } from "../api.ts";

/**
 * Reads the output of an authorizer's function: an IAM policy, or `{isAuthorized}` where simple responses are enabled.
 * The context may hold lists and maps. One kind of answer in place of the other, or next to it, is no answer
 * (Unconfirmed for a policy where simple responses are enabled, and for both at once).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws {BadVerdict}
 */
export const readVerdict = ({ enableSimpleResponses }: LambdaAuthorizer, output: unknown): Verdict => {
  const [wanted, other] = enableSimpleResponses
    ? ["isAuthorized", "policyDocument"]
    : ["policyDocument", "isAuthorized"];
  if (Object.hasOwn(answerIn(output, wanted), other))
    throw new BadVerdict(`expected ${wanted}, received ${other}: enableSimpleResponses is ${enableSimpleResponses}`);
  return enableSimpleResponses ? simpleVerdict(output) : policyVerdict(output);
};

const simpleVerdict = (output: unknown): Verdict => {
  const { isAuthorized, context } = answerIn(output, "isAuthorized");
  // The text "false" is true wherever any value will do.
  if (typeof isAuthorized !== "boolean")
    throw new BadVerdict(`isAuthorized: expected true or false, received ${shown(isAuthorized)}`);
  return { principalId: "", ruling: isAuthorized, context: contextOf(context) };
};
