import { z } from "zod";
import type { Client } from "../config/user-pool-client.ts";
import type { Parameters } from "../parameters.ts";
import { issueMachineToken } from "../tokens/issue-tokens.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import { isTriggerFailure } from "../triggers/failures.ts";
import { preTokenGenerationForClient } from "../triggers/pre-token-generation.ts";
import type { Uses } from "../world.ts";
import { InvalidRequest, InvalidScope, RefusedByTrigger, UnauthorizedClient } from "./failures.ts";
import type { GrantType } from "./grant-type.ts";

/**
 * An access token for the client itself, which has a secret and has shown it: of scopes of resource servers alone.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export const clientCredentials: GrantType = async (form, client, uses) => {
  if (!client.mayUseClientCredentials) throw new UnauthorizedClient();
  const scopes = await grantedScopes(form.get("scope"), client, uses);
  const clientMetadata = readMetadata(form);
  const machine = { poolId: client.poolId, clientId: client.id, scopes, clientMetadata };
  const overrides = await preTokenGenerationForClient(machine, uses).catch((error) => {
    throw isTriggerFailure(error) ? new RefusedByTrigger(error.message, { cause: error }) : error;
  });
  const issue = { issuer: uses.issuer(client.poolId), client, scopes, overrides, now: uses.now() };
  const accessToken = await issueMachineToken(issue, (await uses.signingKeys(client.poolId)).access);
  return { accessToken, idToken: undefined, refreshToken: undefined, expiresIn: client.lifetimes.access };
};

/** A scope that is not the client's, or no resource server's any more, is passed over as long as another one remains. */
const grantedScopes = async (text: string | undefined, client: Client, { records }: Uses<"records">) => {
  const asked = new Set(text?.split(" ").filter(Boolean) ?? client.scopes);
  const known = await records.customScopes(client.poolId);
  const scopes = [...asked].filter((scope) => client.scopes.includes(scope) && known.has(scope)).sort();
  if (scopes.length === 0) throw new InvalidScope();
  return scopes;
};

const metadata = z.record(z.string(), z.string());

/** `aws_client_metadata`: a JSON object of strings, which a trigger is given. */
const readMetadata = (form: Parameters): Metadata => {
  const text = form.get("aws_client_metadata");
  if (text === undefined) return undefined;
  try {
    return metadata.parse(JSON.parse(text));
  } catch (error) {
    throw new InvalidRequest("aws_client_metadata is not a JSON object of strings", { cause: error });
  }
};
