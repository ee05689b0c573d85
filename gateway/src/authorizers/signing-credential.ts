import type { Stage } from "../apis/stage.ts";
import { wholeBody } from "../forwarder/limited-body.ts";
import { headerPairs } from "../front/client-headers.ts";
import type { ApiRequest } from "../request/client-request.ts";
import type { Credential, FindCredential } from "../signatures/credential.ts";
import { verifyAwsSignature } from "../signatures/verify-aws-signature.ts";

export interface SignaturePorts {
  readonly credentials: FindCredential;
  /** Milliseconds since the epoch. */
  readonly time: () => number;
}

interface Asked {
  readonly request: ApiRequest;
  readonly stage: Stage;
}

/**
 * Whose credentials signed a request to an API, its body included.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
 * @throws {SignatureRefused}
 */
export const signingCredential = async (
  { request, stage }: Asked,
  { credentials, time }: SignaturePorts,
): Promise<Credential> => {
  const { method, fullPath, query, body } = request;
  // As the client sent them: what the front drops or adds was signed, or was not.
  const headers = headerPairs(body.rawHeaders);
  return verifyAwsSignature(
    { method, path: fullPath, query, headers, body: await wholeBody(body) },
    { region: stage.region, service: "execute-api", find: credentials, now: time() },
  );
};
