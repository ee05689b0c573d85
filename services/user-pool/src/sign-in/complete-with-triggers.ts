import { oneValue } from "../saml/profile.ts";
import { inboundFederation } from "../triggers/inbound-federation.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { postAuthentication } from "../triggers/post-authentication.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { preAuthentication } from "../triggers/pre-authentication.ts";
import { preSignUp, withVerified } from "../triggers/pre-sign-up.ts";
import { preTokenGeneration } from "../triggers/pre-token-generation.ts";
import type { Attributes, User } from "../user.ts";
import type { Uses } from "../world.ts";
import { type CompletedSignIn, NameTaken, SignInTaken } from "./complete-sign-in.ts";
import { refusedByTrigger } from "./refused-by-trigger.ts";

export type CompletionUses = TriggerUses & Uses<"completeSignIn" | "signInSteps" | "users" | "linkingAtSignUp">;

/**
 * Completes a federated sign-in and asks the pool's triggers in Cognito's order. The response is taken before any is
 * asked, so that none is asked twice of it; what one refuses leaves no profile, no session and no code.
 * @returns the name of the user who has signed in
 * @throws as CompleteSignIn
 * @throws {SentToApplication} what a trigger does not let through
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export const completeWithTriggers = async (signIn: CompletedSignIn, uses: CompletionUses): Promise<string> => {
  const pool = await uses.records.findPool(signIn.pending.poolId);
  if (Object.keys(pool?.triggers.functions ?? {}).length === 0) return uses.completeSignIn(signIn);
  await uses.signInSteps.take(signIn);
  return await asked(signIn, uses).catch(refusedByTrigger(signIn.pending));
};

const asked = async (signIn: CompletedSignIn, uses: CompletionUses): Promise<string> => {
  const sent = Object.fromEntries([...signIn.sent].map(([name, values]) => [name, oneValue(values)]));
  const { provider } = signIn.pending;
  const replaced = await inboundFederation({ ...occasionOf(signIn), provider, sent }, uses);
  const federated = replaced ? { ...signIn, attributes: mapping(signIn, replaced) } : signIn;
  const known = await userOf(signIn, uses);
  return known ? await returning(federated, known, uses) : await first(federated, uses);
};

const mapping = ({ attributes }: CompletedSignIn, replaced: Attributes): CompletedSignIn["attributes"] => {
  const sent = new Map(Object.entries(replaced).map(([name, value]) => [name, [value]]));
  return (current) => attributes(current, sent);
};

const occasionOf = ({ pending: { poolId, clientId }, username }: CompletedSignIn) => ({ poolId, clientId, username });

const userOf = ({ pending: { poolId, provider }, providerUserId: userId }: CompletedSignIn, { users }: Uses<"users">) =>
  users.findByIdentity(poolId, { provider, userId });

/** Somebody who has signed in before, or whom an administrator linked. The triggers see the profile as it will be. */
const returning = async (signIn: CompletedSignIn, known: User, uses: CompletionUses): Promise<string> => {
  const user = { ...known, attributes: signIn.attributes(known.attributes) };
  const occasion = { ...occasionOf(signIn), username: user.username, user };
  await preAuthentication(occasion, uses);
  await postAuthentication(occasion, uses);
  return await finish(signIn, { user, attributes: signIn.attributes }, uses);
};

/** Somebody whom the pool does not know. From PostConfirmation on the profile is there, for functions that use it. */
const first = async (signIn: CompletedSignIn, uses: CompletionUses): Promise<string> => {
  const attributes = signIn.attributes(undefined);
  const occasion = occasionOf(signIn);
  const answer = await preSignUp({ ...occasion, source: "PreSignUp_ExternalProvider", attributes }, uses);
  await uses.signInSteps.claimLink(signIn);
  const linked = await userOf(signIn, uses);
  if (linked) return await justLinked(signIn, linked, uses);
  const verified = withVerified(attributes, answer);
  const created = await uses.signInSteps.createProfile({ ...signIn, attributes: () => verified });
  try {
    if (created)
      await postConfirmation(
        { ...occasion, source: "PostConfirmation_ConfirmSignUp", user: await profileOf(signIn, uses) },
        uses,
      );
    const user = await profileOf(signIn, uses);
    return await finish(signIn, { user, attributes: (current) => current }, uses);
  } catch (error) {
    if (created) await uses.signInSteps.removeProfile(signIn);
    throw error;
  }
};

/** The trigger PreSignUp has linked the identity to a user meanwhile. */
const justLinked = async (signIn: CompletedSignIn, user: User, uses: CompletionUses): Promise<string> => {
  if (uses.linkingAtSignUp === "refused") throw new NameTaken(`${signIn.username} was linked to ${user.username}`);
  const attributes = signIn.attributes(user.attributes);
  return await finish(signIn, { user: { ...user, attributes }, attributes: signIn.attributes }, uses);
};

/** Another sign-in of the same user may have been refused, and the profile be gone. */
const profileOf = async (signIn: CompletedSignIn, uses: CompletionUses): Promise<User> => {
  const user = await userOf(signIn, uses);
  if (!user) throw new SignInTaken("request");
  return user;
};

interface Allowed {
  readonly user: User;
  readonly attributes: (current: Attributes) => Attributes;
}

const finish = async (signIn: CompletedSignIn, { user, attributes }: Allowed, uses: CompletionUses) => {
  const { clientId, scopes } = signIn.code.grant;
  const generation = { source: "TokenGeneration_HostedAuth", clientId, user, scopes } as const;
  const overrides = await preTokenGeneration(generation, uses);
  return await uses.signInSteps.finish({
    ...signIn,
    attributes(current) {
      if (!current) throw new SignInTaken("request");
      return attributes(current);
    },
    code: { ...signIn.code, grant: { ...signIn.code.grant, overrides } },
  });
};
