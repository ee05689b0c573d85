import { documentOf } from "./openapi.ts";
import type { Operation } from "./operation.ts";
import { assignPermission } from "./operations/assign-permission.ts";
import { assignRole } from "./operations/assign-role.ts";
import { createPermission } from "./operations/create-permission.ts";
import { createRole } from "./operations/create-role.ts";
import { getOpenapi } from "./operations/get-openapi.ts";
import { listUserPermissions } from "./operations/list-user-permissions.ts";
import { listUserRoles } from "./operations/list-user-roles.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { removeRole } from "./operations/remove-role.ts";

export interface Route {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  readonly operation: Operation;
}

/** The whole API. Who may use which is decided in front of it. */
export const routes: readonly Route[] = [
  { method: "get", path: "/users/:userId/permissions", operation: listUserPermissions },
  { method: "get", path: "/users/:userId/roles", operation: listUserRoles },
  { method: "put", path: "/users/:userId/roles/:role", operation: assignRole },
  { method: "delete", path: "/users/:userId/roles/:role", operation: removeRole },
  { method: "post", path: "/roles", operation: createRole },
  { method: "post", path: "/permissions", operation: createPermission },
  { method: "put", path: "/roles/:role/permissions/:permission", operation: assignPermission },
  { method: "delete", path: "/roles/:role/permissions/:permission", operation: removePermission },
  { method: "get", path: "/entitlements/openapi.json", operation: getOpenapi(() => documentOf(routes)) },
];
