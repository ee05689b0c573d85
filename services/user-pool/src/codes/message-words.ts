import type { UserPoolSettings } from "../config/user-pool.ts";

export type MessageKind = "sign-up" | "resend" | "password" | "new address" | "attribute" | "invitation";

/** A message before the code and the name are put in. */
export interface Words {
  readonly sms: string;
  readonly email: string;
  readonly subject: string;
}

/** Those of a pool that says nothing: [K], here alone. */
const usual = {
  code: "Your verification code is {####}. ",
  codeSubject: "Your verification code",
  invitation: "Your username is {username} and temporary password is {####}. ",
  invitationSubject: "Your temporary password",
};

/** The pool's own words: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html */
export const wordsOf = (settings: UserPoolSettings, kind: MessageKind): Words => {
  if (kind === "invitation") {
    const { SMSMessage, EmailMessage, EmailSubject } = settings.AdminCreateUserConfig?.InviteMessageTemplate ?? {};
    return {
      sms: SMSMessage ?? usual.invitation,
      email: EmailMessage ?? usual.invitation,
      subject: EmailSubject ?? usual.invitationSubject,
    };
  }
  const template = settings.VerificationMessageTemplate;
  return {
    sms: template?.SmsMessage ?? settings.SmsVerificationMessage ?? usual.code,
    email: template?.EmailMessage ?? settings.EmailVerificationMessage ?? usual.code,
    subject: template?.EmailSubject ?? settings.EmailVerificationSubject ?? usual.codeSubject,
  };
};

/** Puts in what the placeholders stand for; a name is never read as a placeholder. */
export const filledIn = (text: string, { code, username }: { readonly code: string; readonly username: string }) =>
  text.replace(/\{####\}|\{username\}/g, (placeholder) => (placeholder === "{####}" ? code : username));
