import { allowOnly, at, type Field, fault, isGiven, items, text, unexpected, warn } from "../../openapi/field.ts";
import type { JwtAuthorizer } from "../api.ts";
import { identitySourcesIn } from "./identity-source.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const mostAudiences = 50;

/**
 * Reads a JWT authorizer of an HTTP API, from an `oauth2` scheme or an `openIdConnect` one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export const jwtAuthorizerIn = (scheme: Field, given: Field, name: string): JwtAuthorizer => {
  allowOnly(given, ["type", "jwtConfiguration", "identitySource"]);
  const configuration = at(given, "jwtConfiguration");
  allowOnly(configuration, ["issuer", "audience"]);
  return {
    kind: "JWT",
    name,
    issuer: issuerIn(scheme, configuration),
    audience: audienceIn(at(configuration, "audience")),
    identitySource: identitySourceIn(at(given, "identitySource")),
  };
};

const discovery = "/.well-known/openid-configuration";

/** The configuration's, or the one whose discovery document the scheme names. */
const issuerIn = (scheme: Field, configuration: Field): string => {
  const [type, url, issuer] = [at(scheme, "type"), at(scheme, "openIdConnectUrl"), at(configuration, "issuer")];
  if (type.value !== "oauth2" && type.value !== "openIdConnect")
    unexpected(type, "oauth2 or openIdConnect, as for every jwt authorizer");
  const discovered = isGiven(url) ? text(url).replace(discovery, "") : null;
  if (discovered !== null && !String(url.value).endsWith(discovery)) unexpected(url, `a URL that ends in ${discovery}`);
  if (isGiven(issuer) && discovered !== null && withoutSlash(String(issuer.value)) !== discovered)
    fault(issuer, `contradicts openIdConnectUrl, whose issuer is ${discovered}`);
  const given = isGiven(issuer) || discovered === null ? text(issuer, "the issuer's URL") : discovered;
  requireUrl(isGiven(issuer) ? issuer : url, given);
  return given;
};

/** OpenID Discovery 4.1: a document stands below its issuer, whose slash at the end is taken away first. */
const withoutSlash = (issuer: string) => issuer.replace(/\/$/, "");

const requireUrl = (field: Field, issuer: string) => {
  if (issuer === "") return;
  const written = issuer.replaceAll(/\$\{stageVariables\.\w+\}/g, "variable");
  if (/^http:\/\//.test(written))
    warn(field, "is reached without encryption: API Gateway takes issuers at https:// only");
  else if (written !== issuer)
    warn(field, "holds a stage variable, which API Gateway was not seen to replace in an issuer");
  if (written !== "variable" && !/^https?:\/\/[^/?#]+(?:\/[^?#]*)?$/.test(written))
    unexpected(field, "an https:// URL without a query");
};

/** Without one, a token that was issued for any other application would do. */
const audienceIn = (field: Field): readonly string[] => {
  const audience = items(field).map((each) => text(each, "an audience"));
  if (audience.length === 0 || audience.length > mostAudiences)
    unexpected(field, `a list of 1 to ${mostAudiences} audiences`);
  return audience;
};

const identitySourceIn = (field: Field): JwtAuthorizer["identitySource"] => {
  const [source, ...more] = identitySourcesIn(field);
  if (more.length > 0 || !source || (source.from !== "header" && source.from !== "querystring"))
    unexpected(field, "one source: $request.header.x or $request.querystring.x");
  return source ?? { from: "header", name: "Authorization" };
};
