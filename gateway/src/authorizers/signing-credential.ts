import type { Stage } from "../apis/stage.ts";
import type { Facts } from "../facts/facts.ts";
import { wholeBody } from "../forwarder/limited-body.ts";
import type { ApiRequest } from "../request/client-request.ts";
import { headerPairs } from "../request/headers.ts";
import type { Credential, FindCredential } from "../signatures/credential.ts";
import { findSignature } from "../signatures/find-signature.ts";
import { SignatureRefused } from "../signatures/signature-refused.ts";
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
 * Whose credentials signed a request to an API, its body included. The facts say how the check went.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
 * @throws {SignatureRefused}
 */
export const signingCredential = async (asked: Asked, { steps }: Facts, ports: SignaturePorts): Promise<Credential> => {
  const started = performance.now();
  const end = (status: number, error: string | null) => {
    steps.authenticate = { started, latency: performance.now() - started, status, error };
  };
  try {
    const signer = await verified(asked, ports);
    end(200, null);
    return signer;
  } catch (error) {
    if (error instanceof SignatureRefused) end(error.status, error.reason);
    throw error;
  }
};

const verified = async ({ request, stage }: Asked, { credentials, time }: SignaturePorts) => {
  const { method, fullPath, query, body } = request;
  // As the client sent them: what the front drops or adds was signed, or was not.
  const signed = { method, path: fullPath, query, headers: headerPairs(body.rawHeaders) };
  // First without the body: nobody's is read who does not even claim to have signed it.
  findSignature(signed);
  return verifyAwsSignature(
    { ...signed, body: await wholeBody(body) },
    { region: stage.region, service: "execute-api", find: credentials, now: time() },
  );
};
