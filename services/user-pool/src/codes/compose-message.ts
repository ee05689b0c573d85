import type { UserPoolSettings } from "../config/user-pool.ts";
import { type Message as CustomMessage, customMessage } from "../triggers/custom-message.ts";
import type { Metadata, Subject } from "../triggers/event-attributes.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { type CodePurpose, codeHash, codeLifetimes, newCode } from "./confirmation-code.ts";
import { type Destination, mediumOf } from "./destination.ts";
import type { Message } from "./mailbox.ts";
import { filledIn, type MessageKind, wordsOf } from "./message-words.ts";

interface Addressed {
  readonly user: Subject & Pick<User, "poolId" | "username">;
  /** Who asked, for the pool's trigger. */
  readonly clientId: string;
  readonly clientMetadata?: Metadata;
  readonly destination: Destination;
  readonly kind: MessageKind;
  /** A code, or the temporary password of an invitation. */
  readonly code: string;
}

const sources: Readonly<Record<MessageKind, CustomMessage["source"]>> = {
  "sign-up": "CustomMessage_SignUp",
  resend: "CustomMessage_ResendCode",
  password: "CustomMessage_ForgotPassword",
  "new address": "CustomMessage_UpdateUserAttribute",
  attribute: "CustomMessage_VerifyUserAttribute",
  invitation: "CustomMessage_AdminCreateUser",
};

/** A message in the words of the pool's trigger, or the pool's own. */
export const composeMessage = async (
  { user, destination, kind, code, clientId, clientMetadata }: Addressed,
  uses: TriggerUses,
): Promise<Message> => {
  const { poolId, username } = user;
  const custom = await customMessage({ poolId, clientId, username, user, source: sources[kind], clientMetadata }, uses);
  const declared = await uses.records.declaredPool(poolId);
  const words = { ...wordsOf(declared?.settings as UserPoolSettings, kind), ...given(custom) };
  const medium = mediumOf(destination);
  const fill = (text: string) => filledIn(text, { code, username });
  return {
    poolId,
    username,
    medium,
    recipient: destination.address,
    subject: medium === "EMAIL" ? fill(words.subject) : undefined,
    body: fill(medium === "EMAIL" ? words.email : words.sms),
  };
};

const given = <Words extends object>(words: Words) =>
  Object.fromEntries(Object.entries(words).filter(([, text]) => text !== undefined));

/** A code for a purpose and the message that brings it, ready to be written together. */
export const composeCode = async (
  { purpose, ...addressed }: Omit<Addressed, "code"> & { readonly purpose: CodePurpose },
  uses: TriggerUses & Uses<"now">,
) => {
  const code = newCode();
  const expires = new Date(uses.now().getTime() + codeLifetimes[purpose] * 1000);
  const { address } = addressed.destination;
  return {
    code: { purpose, hash: codeHash(code), address, expires },
    message: await composeMessage({ ...addressed, code }, uses),
  };
};
