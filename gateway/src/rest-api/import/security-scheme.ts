import { allowOnly, at, type Field, fault, isGiven, unexpected, warn } from "../../openapi/field.ts";
import type { Authorizer } from "../api.ts";
import { lambdaAuthorizerIn } from "./lambda-authorizer.ts";
import { userPoolAuthorizerIn } from "./user-pool-authorizer.ts";

/** What a security scheme asks of a request. */
export type Scheme = Authorizer | { readonly name: string; readonly type: "API_KEY" };

const extension = "x-amazon-apigateway-authorizer";

type ReadAuthorizer = (scheme: Field, given: Field, name: string) => Authorizer;

/** By the authorizer's type. */
const authorizers: Readonly<Record<string, ReadAuthorizer>> = {
  token: lambdaAuthorizerIn,
  request: lambdaAuthorizerIn,
  cognito_user_pools: userPoolAuthorizerIn,
};

/**
 * Reads a security scheme: an authorizer, a signature or an API key. Every other scheme is a fault, since what cannot
 * be enforced must not look as if it were; null then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export const schemeIn = (scheme: Field, name: string): Scheme | null => {
  const [given, authType] = [at(scheme, extension), at(scheme, "x-amazon-apigateway-authtype")];
  const isSigned = /^awsSigv4$/i.test(String(authType.value));
  if (!isGiven(given) && !isSigned && !isApiKey(scheme)) {
    fault(scheme, `the scheme ${name} has no ${extension}: nothing here can enforce it`);
    return null;
  }
  allowOnly(scheme, ["type", "description", "name", "in", "x-amazon-apigateway-authtype", extension]);
  if (at(scheme, "type").value !== "apiKey") unexpected(at(scheme, "type"), "apiKey");
  if (isSigned && isGiven(given)) fault(given, "contradicts x-amazon-apigateway-authtype: awsSigv4");
  if (isSigned) return { name, type: "AWS_IAM" };
  if (!isGiven(given)) return { name, type: "API_KEY" };
  if (!isGiven(authType))
    warn(scheme, "without x-amazon-apigateway-authtype: custom, some importers refuse the scheme");
  return authorizerIn(scheme, given, name);
};

const authorizerIn = (scheme: Field, given: Field, name: string): Authorizer | null => {
  const type = at(given, "type");
  const word = String(type.value).toLowerCase();
  const read = Object.hasOwn(authorizers, word) ? authorizers[word] : undefined;
  if (!read) unexpected(type, `${Object.keys(authorizers).join(", ")}: no other authorizer is supported`);
  return read?.(scheme, given, name) ?? null;
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-usage-plan-oas.html */
const isApiKey = (scheme: Field): boolean =>
  at(scheme, "type").value === "apiKey" &&
  at(scheme, "in").value === "header" &&
  String(at(scheme, "name").value).toLowerCase() === "x-api-key";
