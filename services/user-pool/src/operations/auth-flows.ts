import type { Place, SignInStep, SignInUses } from "../challenges/sign-in-step.ts";
import { signInWithCustomChallenge } from "../challenges/sign-in-with-custom-challenge.ts";
import { signInWithPassword } from "../challenges/sign-in-with-password.ts";
import { signInWithSrp } from "../challenges/sign-in-with-srp.ts";
import type { AuthFlow, Client } from "../config/user-pool-client.ts";
import type { GrantUses } from "../grants/grant-type.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import { type AuthParameters, authParameters } from "./auth-parameters.ts";
import { InvalidParameter, NotAuthorized } from "./failures.ts";
import { foundPool } from "./found.ts";
import { refreshFlow } from "./refresh-flow.ts";
import { isSecretHash, requireSecretHash } from "./secret-hash.ts";
import { signInAnswer } from "./sign-in-answer.ts";

type Flow = (place: Place, parameters: AuthParameters, uses: SignInUses) => Promise<SignInStep>;

/** By password, sent in clear within TLS. */
export const passwordFlow: Flow = (place, parameters, uses) => {
  const name = nameIn(place, parameters);
  return signInWithPassword(place, { name, password: parameters.required("PASSWORD") }, uses);
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html#amazon-cognito-user-pools-authentication-flow-methods-srp */
export const srpFlow: Flow = (place, parameters, uses) => {
  const name = nameIn(place, parameters);
  return signInWithSrp(place, { name, clientValue: parameters.required("SRP_A") }, uses);
};

/** By challenges that the pool's own functions choose; CHALLENGE_NAME lets them begin with the password. */
export const customFlow: Flow = async (place, parameters, uses) => {
  const name = nameIn(place, parameters);
  const begins = parameters.optional("CHALLENGE_NAME");
  if (begins === undefined) return signInWithCustomChallenge(place, { name }, uses);
  if (begins !== "SRP_A")
    throw new InvalidParameter("CHALLENGE_NAME is SRP_A, or left out: CUSTOM_AUTH begins with nothing else.");
  return signInWithCustomChallenge(place, { name, clientValue: parameters.required("SRP_A") }, uses);
};

export interface FlowTable {
  readonly [flow: string]: { readonly needs: AuthFlow; readonly begin: Flow | "refresh" };
}

const refresh = { needs: "ALLOW_REFRESH_TOKEN_AUTH", begin: "refresh" } as const;

/** What a client must be allowed for each flow; that of a refresh token is no sign-in. */
export const usersFlows: FlowTable = {
  USER_PASSWORD_AUTH: { needs: "ALLOW_USER_PASSWORD_AUTH", begin: passwordFlow },
  USER_SRP_AUTH: { needs: "ALLOW_USER_SRP_AUTH", begin: srpFlow },
  CUSTOM_AUTH: { needs: "ALLOW_CUSTOM_AUTH", begin: customFlow },
  REFRESH_TOKEN_AUTH: refresh,
  REFRESH_TOKEN: refresh,
};

const byAdministrator = { needs: "ALLOW_ADMIN_USER_PASSWORD_AUTH", begin: passwordFlow } as const;

/** Of servers with credentials of their own. */
export const administratorsFlows: FlowTable = {
  ...usersFlows,
  ADMIN_USER_PASSWORD_AUTH: byAdministrator,
  ADMIN_NO_SRP_AUTH: byAdministrator,
};

export type AuthUses = SignInUses & Omit<GrantUses, "codes">;

interface Beginning {
  readonly AuthFlow: string;
  readonly AuthParameters: Readonly<Record<string, string>>;
  readonly ClientMetadata?: Metadata;
}

/**
 * Begins a sign-in, or refreshes, by the flow that is named.
 * @throws {InvalidParameter} for one that there is not, or that the client may not use
 */
export const beginFlow = async (
  { AuthFlow, AuthParameters, ClientMetadata }: Beginning,
  { client, flows }: { readonly client: Client; readonly flows: FlowTable },
  uses: AuthUses,
): Promise<object> => {
  const flow = Object.hasOwn(flows, AuthFlow) ? flows[AuthFlow] : undefined;
  if (!flow || !client.authFlows.includes(flow.needs))
    throw new InvalidParameter(`${AuthFlow} flow not enabled for this client`);
  const parameters = authParameters(AuthParameters);
  if (flow.begin === "refresh") return refreshFlow(client, parameters, uses);
  const pool = await foundPool(client.poolId, uses);
  const place = { pool, client, by: "api", clientMetadata: ClientMetadata } as const;
  return signInAnswer(await flow.begin(place, parameters, uses), client, uses);
};

/**
 * USERNAME, under which SECRET_HASH is computed.
 * @throws {NotAuthorized} @throws {InvalidParameter}
 */
export const nameIn = ({ client }: Place, parameters: AuthParameters): string => {
  const name = parameters.required("USERNAME");
  const hash = parameters.optional("SECRET_HASH");
  requireSecretHash(client, hash);
  if (!isSecretHash(client, hash, [name]))
    throw new NotAuthorized(`SecretHash does not match for the client: ${client.id}`);
  return name;
};
