import { failure } from "@gatehouse/http/failure.ts";

export const RoleNotFound = failure("RoleNotFound", 404, "There is no role of that name.");
export const PermissionNotFound = failure("PermissionNotFound", 404, "There is no permission of that name.");
export const UserNotFound = failure("UserNotFound", 404, "There is no user of that name.");
export const DecisionNotFound = failure("DecisionNotFound", 404, "There is no decision on a request of that id.");
export const ApprovalNotFound = failure("ApprovalNotFound", 404, "There is no approval of that id.");
export const ApprovalSettled = failure("ApprovalSettled", 409, "The approval was decided already, or has expired.");
export const ApprovalOutdated = failure(
  "ApprovalOutdated",
  409,
  "The changes can no longer be made as they were asked for: refuse the approval, and ask anew.",
);
export const RouteNotFound = failure("RouteNotFound", 404, "There is nothing at this path.");
export const MethodNotAllowed = failure("MethodNotAllowed", 405, "This path has no such method.");
export const AlreadyExists = failure("AlreadyExists", 409, "The name is taken.");
export const LastAdministrator = failure(
  "LastAdministrator",
  409,
  "This would leave the tenant without an administrator: make somebody else one first.",
);
export const UnsupportedMediaType = failure(
  "UnsupportedMediaType",
  415,
  "Expected a body of type application/json, in UTF-8.",
);
export const NoTenant = failure("NoTenant", 403, "You belong to no tenant whose entitlements are kept here.");
export const SignInAgain = failure(
  "SignInAgain",
  403,
  "This needs a sign-in that is at most 15 minutes old: sign in again, and repeat the request.",
);
export const PreconditionRequired = failure(
  "PreconditionRequired",
  428,
  "Expected the header If-Match with the ETag of what is to be changed.",
);
export const PreconditionFailed = failure(
  "PreconditionFailed",
  412,
  "What is to be changed is no longer as the ETag in If-Match says: read it again.",
);
export const KeyReused = failure(
  "KeyReused",
  422,
  "This Idempotency-Key was used with another body: send a new request with a new key.",
);
export const NothingToChange = failure("NothingToChange", 404, "What is to be changed is not there.");
export const TooManyTouched = failure("TooManyTouched", 409, "The changes touch too many users to be foreseen.");
export const NoRoutes = failure(
  "NoRoutes",
  501,
  "This service was not told of an API, so it knows no routes: its setting PERMISSIONS_API is missing.",
);
export const NotAcceptable = failure(
  "NotAcceptable",
  406,
  "Expected Accept to take application/yaml or application/json.",
);
export const TooMuchYaml = failure(
  "TooMuchYaml",
  413,
  "Expected at most 1 MB of YAML; a longer document may come as JSON.",
);
