import { asStored } from "../alias.ts";
import { isPublicValue } from "../passwords/srp.ts";
import { askForProof } from "./ask-for-proof.ts";
import { askPreAuthentication } from "./ask-pre-authentication.ts";
import { InvalidParameter } from "./failures.ts";
import { refuseLocked } from "./judged.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";
import { unknownUser } from "./sign-in-with-password.ts";

interface Beginning {
  readonly name: string;
  /** SRP_A. */
  readonly clientValue: string;
}

/**
 * Begins to sign in with a password that is proven and never sent.
 * @throws {UserNotFound} where the client may know who there is
 * @throws {NotAuthorized} while the name is locked
 * @throws {InvalidParameter}
 */
export const signInWithSrp = async (
  place: Place,
  { name, clientValue }: Beginning,
  uses: SignInUses,
): Promise<SignInStep> => {
  refuseNoPublicValue(clientValue);
  const user = await uses.users.lookUp(place.pool, name);
  const username = user?.username ?? asStored(place.pool, name);
  await refuseLocked({ poolId: place.pool.id, name: username }, uses);
  if (!user && !place.client.hidesUnknownUsers) throw unknownUser(place);
  await askPreAuthentication(place, { user, name }, uses);
  return askForProof(place, { user, username, clientValue }, uses);
};

/** @throws {InvalidParameter} for what would fix the key, whatever the password is */
export const refuseNoPublicValue = (clientValue: string): void => {
  if (!isPublicValue(clientValue)) throw new InvalidParameter("SRP_A is not a public value of the group");
};
