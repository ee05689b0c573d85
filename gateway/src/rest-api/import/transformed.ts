import { allowOnly, at, type Field, fault, integer, isGiven, members, oneOf, resolved } from "../../openapi/field.ts";
import type { ContentHandling, IntegrationResponse, Transformed } from "../api.ts";
import type { Operation } from "./integration-fields.ts";
import { requireHeaderName, responseSourceIn } from "./source.ts";
import { templatesIn } from "./templates.ts";

/** The fields of every integration that is no proxy. */
export const ofTransformed = ["requestTemplates", "contentHandling", "responses"];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html */
export const transformedIn = (field: Field, operation: Operation): Transformed => {
  const responses = members(at(field, "responses")).map(([pattern, response]) =>
    responseIn(pattern, response, operation),
  );
  if (responses.length === 0) fault(field, "needs responses: without one API Gateway answers every request with a 500");
  const templates = templatesIn(at(field, "requestTemplates"));
  return {
    requestTemplates: templates,
    passthrough: operation.passthrough,
    contentHandling: contentHandlingIn(field),
    responses,
  };
};

const handlings: readonly ContentHandling[] = ["CONVERT_TO_TEXT", "CONVERT_TO_BINARY"];

const contentHandlingIn = (field: Field): ContentHandling | null => {
  const handling = at(field, "contentHandling");
  return isGiven(handling) ? oneOf(handling, handlings) : null;
};

const ofTheResponse = ["statusCode", "responseParameters", "responseTemplates", "contentHandling"];

const responseIn = (pattern: string, field: Field, { root, responses }: Operation): IntegrationResponse => {
  allowOnly(field, ofTheResponse);
  const statusCode = integer(at(field, "statusCode"), { from: 200, to: 599 });
  const declared = [String(statusCode), "default"].map((code) => at(responses, code)).find(isGiven);
  if (!declared) fault(at(field, "statusCode"), `the operation's responses declare no ${statusCode}`);
  const headers = members(at(declared ? resolved(declared, root) : field, "headers")).map(([name]) =>
    name.toLowerCase(),
  );
  const mapped = members(at(field, "responseParameters")).map(([key, value]) => {
    const name = headerIn(key, value);
    if (declared && name !== "" && !headers.includes(name.toLowerCase()))
      fault(value, `the operation's response ${statusCode} declares no header ${name}`);
    return [name, responseSourceIn(value)] as const;
  });
  return {
    pattern: pattern === "default" ? null : patternIn(field, pattern),
    statusCode,
    headers: new Map(mapped),
    templates: templatesIn(at(field, "responseTemplates")),
    contentHandling: contentHandlingIn(field),
  };
};

const headerIn = (key: string, value: Field): string => {
  const [, name = ""] = /^method\.response\.header\.(.+)$/.exec(key) ?? [];
  if (name === "") fault(value, `expected method.response.header.x, received ${key}`);
  else requireHeaderName(value, name);
  return name;
};

/** Must match the whole status or error message. Java's dialect and this one differ; what this one does not know is refused. */
const patternIn = (field: Field, pattern: string): RegExp => {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch (error) {
    fault(field, `${pattern} is no regular expression that is understood here: ${(error as Error).message}`);
    return /^$/;
  }
};
