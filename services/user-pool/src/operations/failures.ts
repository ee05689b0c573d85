import { failure } from "@gatehouse/http/failure.ts";

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html and each operation's page.
// All of them are answered with 400, whatever status the API's model gives them: so the real service was seen to do.
export const DuplicateProvider = failure("DuplicateProviderException", 400, "The provider already exists.");
export const GroupExists = failure("GroupExistsException", 400, "A group with the name already exists.");
export const InternalError = failure("InternalErrorException", 500, "Internal error.");
export const InvalidOAuthFlow = failure("InvalidOAuthFlowException", 400, "The OAuth flow is not valid.");
export const InvalidParameter = failure("InvalidParameterException", 400, "Invalid parameter.");
export const ManagedLoginBrandingExists = failure(
  "ManagedLoginBrandingExistsException",
  400,
  "The app client has a managed login branding already.",
);
export const LimitExceeded = failure("LimitExceededException", 400, "A limit is exceeded.");
export const MissingAuthenticationToken = failure(
  "MissingAuthenticationTokenException",
  400,
  "Missing Authentication Token",
);
export const NotAuthorized = failure("NotAuthorizedException", 400, "Not authorized.");
export const RefreshTokenReuse = failure("RefreshTokenReuseException", 400, "Refresh token reuse detected");
export const ResourceNotFound = failure("ResourceNotFoundException", 400, "The resource does not exist.");
export const ScopeDoesNotExist = failure("ScopeDoesNotExistException", 400, "The scope does not exist.");
export const Serialization = failure("SerializationException", 400, "The request is not a JSON object.");
export const Unauthorized = failure("UnauthorizedException", 400, "Unauthorized.");
export const UnknownOperation = failure("UnknownOperationException", 400, "Unknown operation.");
export const UnsupportedOperation = failure(
  "UnsupportedOperationException",
  400,
  "Token revocation is not enabled for this client.",
);
export const UnsupportedTokenType = failure(
  "UnsupportedTokenTypeException",
  400,
  "Only refresh tokens can be revoked.",
);
export const UserNotFound = failure("UserNotFoundException", 400, "User does not exist.");
