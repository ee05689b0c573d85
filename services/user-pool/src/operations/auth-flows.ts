import type { Place, SignInStep, SignInUses } from "../challenges/sign-in-step.ts";
import { signInWithCustomChallenge } from "../challenges/sign-in-with-custom-challenge.ts";
import { signInWithPassword } from "../challenges/sign-in-with-password.ts";
import { signInWithSrp } from "../challenges/sign-in-with-srp.ts";
import type { AuthParameters } from "./auth-parameters.ts";
import { InvalidParameter, NotAuthorized } from "./failures.ts";
import { isSecretHash, requireSecretHash } from "./secret-hash.ts";

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

/** By challenges of the pool's own functions, from the first on. */
export const customFlow: Flow = async (place, parameters, uses) => {
  const name = nameIn(place, parameters);
  if (parameters.optional("CHALLENGE_NAME") !== undefined)
    throw new InvalidParameter("CHALLENGE_NAME is not supported by Gatehouse: CUSTOM_AUTH begins without a password.");
  return signInWithCustomChallenge(place, { name }, uses);
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
