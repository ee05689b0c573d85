import { z } from "zod";

const text = z.string().max(20_000);
const withCode = text.refine((message) => message.includes("{####}"), "expected the place of the code, {####}");

/**
 * The words in which codes and invitations are sent. Nothing leaves this machine: they arrive in the local mailbox.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export const messageSettings = {
  EmailVerificationMessage: withCode.optional(),
  EmailVerificationSubject: z.string().max(140).optional(),
  SmsVerificationMessage: withCode.optional(),
  SmsAuthenticationMessage: withCode.optional(),
  VerificationMessageTemplate: z
    .strictObject({
      SmsMessage: withCode.optional(),
      EmailMessage: withCode.optional(),
      EmailSubject: z.string().max(140).optional(),
      DefaultEmailOption: z
        .literal("CONFIRM_WITH_CODE", {
          error: "expected CONFIRM_WITH_CODE: confirmation by a link is not supported yet",
        })
        .optional(),
    })
    .optional(),
};

/** The invitation of a user whom an administrator makes. */
export const inviteMessageTemplate = z.strictObject({
  SMSMessage: text.optional(),
  EmailMessage: text.optional(),
  EmailSubject: z.string().max(140).optional(),
});
