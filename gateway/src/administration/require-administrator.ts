import { failure } from "@gatehouse/http/failure.ts";
import { isSameSecret } from "@gatehouse/http/same-secret.ts";
import { wholeBody } from "../forwarder/limited-body.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { headerPairs } from "../request/headers.ts";
import type { Credential } from "../signatures/credential.ts";
import { findSignature, isAwsSignature } from "../signatures/find-signature.ts";
import { verifyAwsSignature } from "../signatures/verify-aws-signature.ts";

const Unauthorized = failure(
  "UnauthorizedException",
  401,
  "expected Authorization: Bearer and the administrator's secret, or a signature made with it",
);

/** The access key id to sign with; the secret access key is the administrator's secret. */
export const administratorsAccessKey = "GATEHOUSEADMINISTRATOR";

export interface AdministratorRules {
  /** Undefined: nobody is an administrator. */
  readonly secret: string | undefined;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Lets the administrator through, who shows the secret itself or signs with it, as AWS's own clients do.
 * @throws a 401 for everybody else; {SignatureRefused} for a signature that is none of the administrator's, or of another
 * body; {BodyTooLarge}.
 */
export const requireAdministrator = async (request: ClientRequest, rules: AdministratorRules): Promise<void> => {
  const { secret } = rules;
  const authorization = request.headers.find(([name]) => name.toLowerCase() === "authorization")?.[1] ?? "";
  if (secret === undefined) throw new Unauthorized();
  if (isAwsSignature(authorization)) await requireSignature(request, { ...rules, secret });
  else requireSecret(authorization, secret);
};

const requireSecret = (authorization: string, secret: string) => {
  const shown = /^Bearer ([\w-]+)$/.exec(authorization)?.[1];
  if (shown === undefined || !isSameSecret(shown, secret)) throw new Unauthorized();
};

const requireSignature = async (
  { method, path, query, body, time }: ClientRequest,
  { secret, region, accountId }: AdministratorRules & { readonly secret: string },
) => {
  const administrator = credential(secret, accountId);
  // As the client sent them: what the front drops or adds was signed, or was not.
  const signed = { method, path, query, headers: headerPairs(body.rawHeaders) };
  // First without the body: nobody's is read who does not even claim to have signed it.
  findSignature(signed);
  const find = (accessKeyId: string) => (accessKeyId === administratorsAccessKey ? administrator : undefined);
  verifyAwsSignature({ ...signed, body: await wholeBody(body) }, { region, service: "apigateway", find, now: time });
};

const credential = (secretAccessKey: string, accountId: string): Credential => ({
  accessKeyId: administratorsAccessKey,
  secretAccessKey,
  principal: { arn: `arn:aws:iam::${accountId}:root`, accountId, userId: accountId },
  policies: [],
});
