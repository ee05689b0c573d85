import { z } from "zod";
import { eventAttributes, type Metadata, metadataOf, type Subject } from "./event-attributes.ts";
import { invokeTrigger, type Occasion, type TriggerUses } from "./invoke-trigger.ts";

/** What stands in a message for the code, and for the username in an invitation. */
export const placeholders = { code: "{####}", link: "{##Click Here##}", username: "{username}" };

const withCode = z
  .string()
  .max(20_000)
  .refine((text) => text.includes(placeholders.code), `expected ${placeholders.code} in the message`);

const response = z
  .object({
    smsMessage: withCode.nullish(),
    emailMessage: withCode.nullish(),
    emailSubject: z.string().max(140).nullish(),
  })
  .transform((answer) => ({
    sms: answer.smsMessage ?? undefined,
    email: answer.emailMessage ?? undefined,
    subject: answer.emailSubject ?? undefined,
  }));

/** Undefined stands for the pool's own words. */
export type MessageWords = z.output<typeof response>;

const blank = { smsMessage: null, emailMessage: null, emailSubject: null };
const itsOwnWords: MessageWords = { sms: undefined, email: undefined, subject: undefined };

export interface Message extends Occasion {
  readonly source:
    | "CustomMessage_SignUp"
    | "CustomMessage_AdminCreateUser"
    | "CustomMessage_ResendCode"
    | "CustomMessage_ForgotPassword"
    | "CustomMessage_UpdateUserAttribute"
    | "CustomMessage_VerifyUserAttribute"
    | "CustomMessage_Authentication";
  readonly user: Subject;
  readonly clientMetadata?: Metadata;
}

/**
 * Asks for the words of a message, in which the placeholders are still to be filled in.
 * @throws as invokeTrigger
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
export const customMessage = async (
  { user, clientMetadata, ...who }: Message,
  uses: TriggerUses,
): Promise<MessageWords> => {
  const request = {
    userAttributes: eventAttributes(user),
    codeParameter: placeholders.code,
    linkParameter: placeholders.link,
    usernameParameter: who.source === "CustomMessage_AdminCreateUser" ? placeholders.username : null,
    ...metadataOf(clientMetadata),
  };
  const call = { ...who, trigger: "CustomMessage", request, response: blank } as const;
  return (await invokeTrigger(call, response, uses)) ?? itsOwnWords;
};
