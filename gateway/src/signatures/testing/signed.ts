import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credential } from "../credential.ts";
import { queryParameters } from "../query-parameters.ts";
import type { SignedRequest } from "../signed-request.ts";

export const now = Date.UTC(2027, 0, 15, 8);
export const host = "abc.execute-api.us-east-1.amazonaws.com";

/** Made up, as `AKIDEXAMPLE` of AWS's own examples is. */
export const alice: Credential = {
  accessKeyId: "AKIDALICEALICEALICE0",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  principal: {
    arn: "arn:aws:iam::123456789012:user/alice",
    accountId: "123456789012",
    userId: "AIDAALICE0ALICE0ALICE",
  },
  policies: [],
};

export const session: Credential = {
  ...alice,
  accessKeyId: "ASIASESSIONSESSION00",
  sessionToken: "FwoGZXIvYXdzE//a+b==",
  expires: now + 60_000,
  principal: {
    arn: "arn:aws:sts::123456789012:assumed-role/Admin/alice",
    accountId: "123456789012",
    userId: "AROASESSION0SESSION00:alice",
  },
};

export const plain: SignedRequest = {
  method: "GET",
  path: "/prod/trades/1",
  query: "",
  headers: [["Host", host]],
  body: Buffer.alloc(0),
};

interface How {
  readonly credential?: Credential;
  readonly at?: number;
  readonly region?: string;
  readonly service?: string;
  /** Of a presigned URL, in seconds. */
  readonly expiresIn?: number;
}

/** Signs with the AWS SDK's own code, which shares none with this project. */
const signer = ({ credential = alice, region = "us-east-1", service = "execute-api" }: How) =>
  new SignatureV4({ credentials: credential, region, service, sha256: Sha256 });

/** The request as the SDK takes it; its signer encodes the query by itself. */
const unsigned = ({ method, path, query, headers, body }: SignedRequest) => {
  const parameters: Record<string, string[]> = {};
  for (const [name, value] of queryParameters(query))
    parameters[name.toString()] = [...(parameters[name.toString()] ?? []), value.toString()];
  return {
    method,
    protocol: "https:",
    hostname: host,
    path,
    query: parameters,
    headers: Object.fromEntries(headers),
    ...(body.length > 0 ? { body } : {}),
  };
};

export const signedInHeader = async (request: SignedRequest, how: How = {}): Promise<SignedRequest> => {
  const signed = await signer(how).sign(unsigned(request), { signingDate: new Date(how.at ?? now) });
  return { ...request, headers: Object.entries(signed.headers) };
};

export const presigned = async (request: SignedRequest, how: How = {}): Promise<SignedRequest> => {
  const { expiresIn = 300, at = now } = how;
  const signed = await signer(how).presign(unsigned(request), { signingDate: new Date(at), expiresIn });
  return { ...request, query: written(signed.query ?? {}) };
};

const written = (query: Readonly<Record<string, string | string[] | null>>) =>
  Object.entries(query)
    .flatMap(([name, values]) => [values ?? ""].flat().map((value) => `${encoded(name)}=${encoded(value)}`))
    .join("&");

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** The same request with one header set anew, or taken away. */
export const withHeader = (request: SignedRequest, name: string, value: string | null): SignedRequest => {
  const others = request.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: value === null ? others : [...others, [name, value]] };
};
