import { bad, type Place } from "./bad-policy.ts";
import type { Members } from "./members.ts";
import { parsePrincipals } from "./parse-principals.ts";
import { parseStatement, parseStatements } from "./parse-statement.ts";
import type { Patterns } from "./policy.ts";
import type { ApiPlace, ResourcePolicy, ResourceStatement } from "./resource-policy.ts";

/**
 * Reads the policy of a REST API (`x-amazon-apigateway-policy`). Every statement names its principals. The short form of
 * a resource, `execute-api:/stage/METHOD/path`, becomes the whole ARN, as AWS makes it when the policy is saved.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-policy.html
 * @throws {BadPolicy} also on a resource or a principal that could never be one: a Deny of it would deny nobody.
 */
export const parseResourcePolicy = (document: unknown, api: ApiPlace): ResourcePolicy => ({
  statements: parseStatements(document, (given, place) => resourceStatement(given, place, api)),
  owner: api.accountId,
});

const resourceStatement = (given: Members, place: Place, api: ApiPlace): ResourceStatement => {
  const statement = parseStatement(given, place);
  const { except, patterns } = statement.resources;
  const at = [...place, except ? "NotResource" : "Resource"];
  const resources: Patterns = { except, patterns: patterns.map((pattern) => wholeArn(pattern, api, at)) };
  return { ...statement, resources, principals: parsePrincipals(given, place, api.partition) };
};

const wholeArn = (pattern: string, { partition, region, accountId, apiId }: ApiPlace, place: Place) => {
  if (pattern.startsWith("execute-api:/"))
    return `arn:${partition}:execute-api:${region}:${accountId}:${apiId}${pattern.slice("execute-api:".length)}`;
  if (/^(\*|arn:)/.test(pattern)) return pattern;
  throw bad(place, "an ARN, * or execute-api:/stage/METHOD/path", pattern);
};
