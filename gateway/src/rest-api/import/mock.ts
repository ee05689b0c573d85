import { allowOnly, at, type Field, fault, members, unexpected } from "../../openapi/field.ts";
import type { Template } from "../../vtl/syntax.ts";
import type { Mock } from "../api.ts";
import { statusCodeIn } from "../integrations/mock.ts";
import { type Operation, ofEvery } from "./integration-fields.ts";
import { ofTransformed, transformedIn } from "./transformed.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
export const mockIn = (field: Field, operation: Operation): Mock => {
  // Exports of API Gateway have a method and a uri here, too; nobody is asked.
  allowOnly(field, [...ofEvery, ...ofTransformed, "httpMethod", "uri"]);
  const transformed = transformedIn(field, operation);
  const templates = at(field, "requestTemplates");
  if (transformed.requestTemplates.size === 0)
    fault(field, 'requestTemplates must give a statusCode, e.g. {"statusCode": 200}');
  for (const [type, template] of members(templates))
    requireStatusCode(template, transformed.requestTemplates.get(type.toLowerCase()) ?? []);
  return { type: "MOCK", ...transformed };
};

/** A template that is text alone renders to itself, so that what is wrong with it is known now. */
const requireStatusCode = (field: Field, template: Template) => {
  const texts = template.map((node) => (node.kind === "text" ? node.text : null));
  if (texts.includes(null) || statusCodeIn(texts.join("")) !== null) return;
  unexpected(field, 'a JSON object with an integer statusCode, such as {"statusCode": 200}');
};
