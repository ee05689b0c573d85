import { allowOnly, at, type Field, fault, isGiven, unexpected } from "../../openapi/field.ts";
import type { Authorizer } from "../api.ts";
import { jwtAuthorizerIn } from "./jwt-authorizer.ts";
import { lambdaAuthorizerIn } from "./lambda-authorizer.ts";

/** What a security scheme asks of a request. */
export type Scheme = Authorizer | { readonly kind: "AWS_IAM" };

const extension = "x-amazon-apigateway-authorizer";

const known = [
  ...["type", "description", "name", "in", "flows", "openIdConnectUrl", "scheme", "bearerFormat"],
  ...["x-amazon-apigateway-authtype", extension],
];

type ReadAuthorizer = (scheme: Field, given: Field, name: string) => Authorizer;

/** By the authorizer's type. */
const authorizers: Readonly<Record<string, ReadAuthorizer>> = { request: lambdaAuthorizerIn, jwt: jwtAuthorizerIn };

/**
 * Reads a security scheme: a Lambda authorizer, a JWT authorizer or a signature. Every other scheme (an API key, a
 * token authorizer) is a fault: what an HTTP API cannot enforce must not look as if it were. Null then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
 */
export const schemeIn = (scheme: Field, name: string): Scheme | null => {
  const [given, authType] = [at(scheme, extension), at(scheme, "x-amazon-apigateway-authtype")];
  const isSigned = /^awsSigv4$/i.test(String(authType.value));
  if (!isGiven(given) && !isSigned) {
    fault(scheme, `the scheme ${name} has no ${extension}: an HTTP API cannot enforce it`);
    return null;
  }
  allowOnly(scheme, known);
  if (isSigned && isGiven(given)) fault(given, "contradicts x-amazon-apigateway-authtype: awsSigv4");
  if (isSigned) return { kind: "AWS_IAM" };
  if (/^cognito_user_pools$/i.test(String(authType.value)))
    fault(authType, "belongs to REST APIs: an HTTP API takes a user pool's tokens by a jwt authorizer");
  return authorizerIn(scheme, given, name);
};

const authorizerIn = (scheme: Field, given: Field, name: string): Authorizer | null => {
  const type = at(given, "type");
  const word = String(type.value).toLowerCase();
  const read = Object.hasOwn(authorizers, word) ? authorizers[word] : undefined;
  if (!read) unexpected(type, `${Object.keys(authorizers).join(" or ")}: an HTTP API has no other authorizer`);
  return read?.(scheme, given, name) ?? null;
};
