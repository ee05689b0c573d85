import { z } from "zod";
import { clientMetadata, session } from "./shapes.ts";

const flows = [
  "USER_SRP_AUTH",
  "REFRESH_TOKEN_AUTH",
  "REFRESH_TOKEN",
  "CUSTOM_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "USER_AUTH",
];

const challenges = [
  "SMS_MFA",
  "EMAIL_OTP",
  "SOFTWARE_TOKEN_MFA",
  "SELECT_MFA_TYPE",
  "MFA_SETUP",
  "PASSWORD_VERIFIER",
  "CUSTOM_CHALLENGE",
  "SELECT_CHALLENGE",
  "DEVICE_SRP_AUTH",
  "DEVICE_PASSWORD_VERIFIER",
  "ADMIN_NO_SRP_AUTH",
  "NEW_PASSWORD_REQUIRED",
  "SMS_OTP",
  "PASSWORD",
  "WEB_AUTHN",
  "PASSWORD_SRP",
];

const strings = z.record(z.string(), z.string().max(131_072)).default({});

/** What InitiateAuth and AdminInitiateAuth have in common. */
export const authMembers = {
  AuthFlow: z.enum(flows),
  AuthParameters: strings,
  ClientMetadata: clientMetadata.optional(),
};

/** What RespondToAuthChallenge and AdminRespondToAuthChallenge have in common. */
export const answerMembers = {
  ChallengeName: z.enum(challenges),
  ChallengeResponses: strings,
  Session: session.optional(),
  ClientMetadata: clientMetadata.optional(),
};
