import { createHmac, randomBytes } from "node:crypto";
import { type SrpVerifier, srpOffer, srpVerifier } from "../passwords/srp.ts";
import type { ChallengeResult } from "../triggers/challenge-session.ts";
import type { User } from "../user.ts";
import { askAnybody } from "./ask-anybody.ts";
import type { Challenge } from "./challenge.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

interface Asked {
  readonly user: User | undefined;
  readonly username: string;
  /** SRP_A. */
  readonly clientValue: string;
  /** Of the challenges before it, in a sign-in by the pool's own functions. */
  readonly results?: readonly ChallengeResult[];
}

/**
 * Asks for a proof of the password. For a name that is nobody's there is a challenge as for any other, the same each time,
 * which no password answers (RFC 5054, 2.5.1.3).
 */
export const askForProof = async (
  place: Place,
  { user, username, clientValue, results }: Asked,
  uses: SignInUses,
): Promise<SignInStep> => {
  const whom = (user && (await uses.passwords.find(user))) ?? (await decoy(place, username, uses));
  const { verifier, salt } = whom;
  const offer = srpOffer(whom);
  const secretBlock = randomBytes(1_024).toString("base64");
  const challenge: Challenge = { name: "PASSWORD_VERIFIER", clientValue, offer, verifier, secretBlock, results };
  const parameters = {
    USER_ID_FOR_SRP: username,
    USERNAME: username,
    SALT: salt,
    SRP_B: offer.publicValue,
    SECRET_BLOCK: secretBlock,
  };
  return askAnybody(place, { user, username, challenge, parameters }, uses);
};

/** Of a password that nobody knows, with a salt that stays: a salt that changed would give the name away. */
const decoy = async ({ pool }: Place, username: string, { passwords }: SignInUses): Promise<SrpVerifier> => {
  const key = await passwords.decoyKey(pool.id);
  const salt = createHmac("sha256", key).update(`salt ${username}`).digest("hex").slice(0, 32);
  return { ...srpVerifier({ poolId: pool.id, username }, randomBytes(16).toString("hex")), salt };
};
