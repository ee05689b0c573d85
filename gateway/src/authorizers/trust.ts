import type { Logger } from "@gatehouse/http/log.ts";
import { Agent } from "undici";
import type { UserPool } from "../cognito-tokens/user-pool.ts";
import { documentsOverHttp } from "../jwt/issuer-documents.ts";
import { issuersWith } from "../jwt/issuers.ts";
import { type KeysOfIssuer, keysOfIssuers } from "../jwt/keys-of-issuers.ts";
import type { Settings } from "../settings.ts";
import type { FindCredential } from "../signatures/credential.ts";
import { credentialsIn } from "../signatures/iam-file.ts";

/** Whom authorizers believe: issuers of tokens, by their keys, and signers of requests, by their credentials. */
export interface Trust {
  readonly keys: KeysOfIssuer;
  /** The `iss` in the tokens of a user pool. */
  readonly issuerOf: (pool: UserPool) => string;
  readonly credentials: FindCredential;
  close(): Promise<void>;
}

/** Where no credentials are configured, every access key is unknown, and every signature refused. */
const nobodys: FindCredential = () => undefined;

type TrustSettings = Pick<Settings, "GATEWAY_ISSUER" | "GATEWAY_USER_POOL_URL" | "GATEWAY_IAM">;

interface Uses {
  readonly log: Logger;
  /** For `${NAME}` in the file of who may sign: its secrets. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** @throws {BadFile} naming every fault in that file. */
export const trustIn = (settings: TrustSettings, { log, environment }: Uses): Trust => {
  const { GATEWAY_ISSUER: issuer, GATEWAY_USER_POOL_URL: url, GATEWAY_IAM: iam } = settings;
  const credentials = iam === undefined ? nobodys : credentialsIn(iam, environment);
  const issuers = issuersWith(issuer !== undefined && url !== undefined ? { issuer, url } : null);
  const agent = new Agent({ connect: { timeout: 1_000 } });
  const fetch = documentsOverHttp(agent);
  return {
    keys: keysOfIssuers({ fetch, reachIssuer: issuers.reach, log, now: () => performance.now() }),
    issuerOf: issuers.ofPool,
    credentials,
    close: () => agent.close(),
  };
};
