import { failure } from "@gatehouse/http/failure.ts";

// The errors of InitiateAuth and RespondToAuthChallenge, where native users sign in. Most texts are tagged [K]: they stand here alone.
export const NotAuthorized = failure("NotAuthorizedException", 400, "Incorrect username or password.");
export const UserNotFound = failure("UserNotFoundException", 400, "User does not exist.");
export const UserNotConfirmed = failure("UserNotConfirmedException", 400, "User is not confirmed.");
export const PasswordResetRequired = failure(
  "PasswordResetRequiredException",
  400,
  "Password reset required for the user",
);
export const InvalidParameter = failure("InvalidParameterException", 400, "Invalid parameter.");
export const CodeMismatch = failure("CodeMismatchException", 400, "Invalid code received for user");
export const EnableSoftwareTokenMfa = failure("EnableSoftwareTokenMFAException", 400, "Code mismatch");
export const SoftwareTokenNotFound = failure(
  "SoftwareTokenMFANotFoundException",
  400,
  "Software Token MFA has not been enabled by the userPool",
);

export const lockedOut = () => new NotAuthorized("Password attempts exceeded");
export const invalidSession = () => new NotAuthorized("Invalid session for the user.");
