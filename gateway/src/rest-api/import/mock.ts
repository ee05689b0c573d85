import { parse } from "yaml";
import { allowOnly, at, type Field, fault, integer, isGiven, members, text, unexpected } from "../../openapi/field.ts";
import type { Mock, MockResponse } from "../api.ts";
import type { Operation } from "./integration.ts";
import { requireHeaderName, sourceIn } from "./source.ts";

const known = ["type", "requestTemplates", "passthroughBehavior", "responses", "timeoutInMillis"];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
export const mockIn = (field: Field, operation: Operation): Mock => {
  allowOnly(field, known);
  const requestTemplates = templatesIn(at(field, "requestTemplates"));
  if (requestTemplates.size === 0) fault(field, 'requestTemplates must give a statusCode, e.g. {"statusCode": 200}');
  for (const [type, template] of requestTemplates) requireStatusCode(at(at(field, "requestTemplates"), type), template);
  const responses = members(at(field, "responses")).map(([pattern, response]) =>
    responseIn(pattern, response, operation),
  );
  if (responses.length === 0) fault(field, "a mock needs responses, with default at least");
  return { type: "MOCK", requestTemplates, responses };
};

/** VTL beyond plain variables: `#set`, `$input`, `$util` and their like. */
const vtl = /\$(?!context\.|stageVariables\.|method\.request\.)|#[a-z{[#*]/i;

const templatesIn = (field: Field): ReadonlyMap<string, string> =>
  new Map(
    members(field).map(([type, template]) => {
      const written = text(template, "a template");
      if (vtl.test(written))
        fault(template, "VTL is not supported; expected text, $context.x, $stageVariables.x and $method.request.x");
      return [type, written];
    }),
  );

/** API Gateway also takes `{statusCode: 200}`; YAML's flow style is such a loose JSON. */
const requireStatusCode = (field: Field, template: string) => {
  if (vtl.test(template)) return;
  try {
    const { statusCode } = Object(parse(template)) as { statusCode?: unknown };
    if (Number.isInteger(statusCode)) return;
  } catch {
    // It is no JSON: said below.
  }
  unexpected(field, 'a JSON object with an integer statusCode, such as {"statusCode": 200}');
};

const responseIn = (pattern: string, field: Field, { responses }: Operation): MockResponse => {
  allowOnly(field, ["statusCode", "responseParameters", "responseTemplates"]);
  const statusCode = integer(at(field, "statusCode"), { from: 100, to: 599 });
  const declared = [String(statusCode), "default"].map((code) => at(responses, code)).find(isGiven);
  if (!declared) fault(at(field, "statusCode"), `the operation's responses declare no ${statusCode}`);
  const headers = members(at(field, "responseParameters")).map(([key, value]) => {
    const [, name = ""] = /^method\.response\.header\.(.+)$/.exec(key) ?? [];
    if (name === "") fault(value, `expected method.response.header.x, received ${key}`);
    else requireHeaderName(value, name);
    if (declared && !members(at(declared, "headers")).some(([each]) => each.toLowerCase() === name.toLowerCase()))
      fault(value, `the operation's response ${statusCode} declares no header ${name}`);
    return [name, sourceIn(value)] as const;
  });
  return {
    statusPattern: pattern === "default" ? null : patternIn(field, pattern),
    statusCode,
    headers: new Map(headers),
    templates: templatesIn(at(field, "responseTemplates")),
  };
};

const patternIn = (field: Field, pattern: string): RegExp => {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch (error) {
    fault(field, `${pattern} is no regular expression that is understood here: ${(error as Error).message}`);
    return /^$/;
  }
};
