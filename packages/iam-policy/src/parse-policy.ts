import { BadPolicy, type Place } from "./bad-policy.ts";
import type { Members } from "./members.ts";
import { parseStatement, parseStatements } from "./parse-statement.ts";
import type { Policy, Statement } from "./policy.ts";

export { BadPolicy };

/** API Gateway's limit on a resource ARN in an authorizer's policy, in characters. */
const longestResource = 512;

/**
 * Reads a policy that an authorizer or an identity has, as AWS does: member names in their exact case, `Effect` exactly
 * `Allow` or `Deny`, a single value where an array is allowed. No statement and no resource are legal and allow nothing.
 * `Principal` is read over: such a policy speaks of one caller only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @throws {BadPolicy} on anything else.
 */
export const parsePolicy = (document: unknown): Policy => ({ statements: parseStatements(document, statement) });

const statement = (given: Members, place: Place): Statement => {
  const read = parseStatement(given, place);
  const { except, patterns } = read.resources;
  const long = patterns.find(({ length }) => length > longestResource);
  // Unconfirmed: what AWS does with a longer one.
  if (long !== undefined)
    throw new BadPolicy(
      [...place, except ? "NotResource" : "Resource"],
      `expected at most ${longestResource} characters, received ${long.length}`,
    );
  return read;
};
