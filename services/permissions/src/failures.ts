import { failure } from "@gatehouse/http/failure.ts";

export const NoTenant = failure("NoTenant", 403, "You belong to no tenant whose entitlements are kept here.");
export const RoleNotFound = failure("RoleNotFound", 404, "There is no role of that name.");
export const PermissionNotFound = failure("PermissionNotFound", 404, "There is no permission of that name.");
export const RouteNotFound = failure("RouteNotFound", 404, "There is nothing at this path.");
export const MethodNotAllowed = failure("MethodNotAllowed", 405, "This path has no such method.");
export const AlreadyExists = failure("AlreadyExists", 409, "The name is taken.");
export const UnsupportedMediaType = failure(
  "UnsupportedMediaType",
  415,
  "Expected a body of type application/json, in UTF-8.",
);
