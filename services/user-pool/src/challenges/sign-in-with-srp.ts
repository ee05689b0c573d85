import { createHmac, randomBytes } from "node:crypto";
import { asStored } from "../alias.ts";
import { isPublicValue, type SrpVerifier, srpOffer, srpVerifier } from "../passwords/srp.ts";
import type { User } from "../user.ts";
import { askPreAuthentication } from "./ask-pre-authentication.ts";
import type { Challenge } from "./challenge.ts";
import { InvalidParameter, lockedOut } from "./failures.ts";
import { newChallenge, newSession } from "./session.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";
import { unknownUser } from "./sign-in-with-password.ts";

interface Beginning {
  readonly name: string;
  /** SRP_A. */
  readonly clientValue: string;
}

/**
 * Begins to sign in with a password that is proven and never sent. For a name that is nobody's there is a challenge as for
 * any other, the same each time, which no password answers (RFC 5054, 2.5.1.3).
 * @throws {UserNotFound} where the client may know who there is
 * @throws {NotAuthorized} while the name is locked
 * @throws {InvalidParameter}
 */
export const signInWithSrp = async (
  place: Place,
  { name, clientValue }: Beginning,
  uses: SignInUses,
): Promise<SignInStep> => {
  if (!isPublicValue(clientValue)) throw new InvalidParameter("SRP_A is not a public value of the group");
  const user = await uses.users.lookUp(place.pool, name);
  const username = user?.username ?? asStored(place.pool, name);
  const failed = await uses.passwords.failedSignIns({ poolId: place.pool.id, name: username }, uses.now());
  if (failed && failed.lockedUntil > uses.now()) throw lockedOut();
  const stored = user && (await uses.passwords.find(user));
  if (!user && !place.client.hidesUnknownUsers) throw unknownUser(place);
  await askPreAuthentication(place, { user, name }, uses);
  const whom = stored ?? (await decoy(place, username, uses));
  return askForProof(place, { user, whom, username, clientValue }, uses);
};

interface Asked {
  readonly user: User | undefined;
  readonly whom: SrpVerifier;
  readonly username: string;
  readonly clientValue: string;
}

const askForProof = async (place: Place, { user, whom, username, clientValue }: Asked, uses: SignInUses) => {
  const offer = srpOffer(whom);
  const secretBlock = randomBytes(1_024).toString("base64");
  const { verifier, salt } = whom;
  const challenge: Challenge = { name: "PASSWORD_VERIFIER", clientValue, offer, verifier, secretBlock };
  const session = newSession();
  const of = { username, known: user !== undefined };
  await uses.challenges.save(newChallenge(place, of, { challenge, session, now: uses.now() }));
  const parameters = {
    USER_ID_FOR_SRP: username,
    USERNAME: username,
    SALT: salt,
    SRP_B: offer.publicValue,
    SECRET_BLOCK: secretBlock,
  };
  return { challenge: { name: challenge.name, session, parameters } };
};

/** Of a password that nobody knows, with a salt that stays: a salt that changed would give the name away. */
const decoy = async ({ pool }: Place, username: string, { passwords }: SignInUses): Promise<SrpVerifier> => {
  const key = await passwords.decoyKey(pool.id);
  const salt = createHmac("sha256", key).update(`salt ${username}`).digest("hex").slice(0, 32);
  return { ...srpVerifier({ poolId: pool.id, username }, randomBytes(16).toString("hex")), salt };
};
