import { documentOf } from "./openapi.ts";
import type { Operation } from "./operation.ts";
import { approveChanges } from "./operations/approve-changes.ts";
import { assignPermission } from "./operations/assign-permission.ts";
import { assignRole } from "./operations/assign-role.ts";
import { assignRoleToGroup } from "./operations/assign-role-to-group.ts";
import { changeInBulk } from "./operations/change-in-bulk.ts";
import { changePermission } from "./operations/change-permission.ts";
import { changeRole } from "./operations/change-role.ts";
import { createPermission } from "./operations/create-permission.ts";
import { createRole } from "./operations/create-role.ts";
import { delegatePermission } from "./operations/delegate-permission.ts";
import { deletePermission } from "./operations/delete-permission.ts";
import { deleteRole } from "./operations/delete-role.ts";
import { describeEntitlements } from "./operations/describe-entitlements.ts";
import { explainDecision } from "./operations/explain.ts";
import { exportEntitlements } from "./operations/export-entitlements.ts";
import { foreseeImpact } from "./operations/foresee-impact.ts";
import { importEntitlements } from "./operations/import-entitlements.ts";
import { listApprovals } from "./operations/list-approvals.ts";
import { listChanges } from "./operations/list-changes.ts";
import { listCoverage } from "./operations/list-coverage.ts";
import { listDecisions } from "./operations/list-decisions.ts";
import { listGroupRoles } from "./operations/list-group-roles.ts";
import { listGroups } from "./operations/list-groups.ts";
import { listHolders } from "./operations/list-holders.ts";
import { listMembers } from "./operations/list-members.ts";
import { listPermissions } from "./operations/list-permissions.ts";
import { listRolePermissions } from "./operations/list-role-permissions.ts";
import { listRoles } from "./operations/list-roles.ts";
import { listUnused } from "./operations/list-unused.ts";
import { listUserPermissions } from "./operations/list-user-permissions.ts";
import { listUserRoles } from "./operations/list-user-roles.ts";
import { listUsers } from "./operations/list-users.ts";
import { readApproval } from "./operations/read-approval.ts";
import { readDecision } from "./operations/read-decision.ts";
import { readPermission } from "./operations/read-permission.ts";
import { readRole } from "./operations/read-role.ts";
import { refuseChanges } from "./operations/refuse-changes.ts";
import { removeDelegation } from "./operations/remove-delegation.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { removeRole } from "./operations/remove-role.ts";
import { removeRoleFromGroup } from "./operations/remove-role-from-group.ts";
import { removeUser } from "./operations/remove-user.ts";
import { searchEntitlements } from "./operations/search-entitlements.ts";

export interface Route {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  readonly operation: Operation;
}

/** The whole API. Who may use which is decided in front of it. */
export const routes: readonly Route[] = [
  { method: "get", path: "/users", operation: listUsers },
  { method: "delete", path: "/users/:userId", operation: removeUser },
  { method: "get", path: "/users/:userId/permissions", operation: listUserPermissions },
  { method: "get", path: "/users/:userId/roles", operation: listUserRoles },
  { method: "put", path: "/users/:userId/roles/:role", operation: assignRole },
  { method: "delete", path: "/users/:userId/roles/:role", operation: removeRole },
  { method: "get", path: "/groups", operation: listGroups },
  { method: "get", path: "/groups/:group/roles", operation: listGroupRoles },
  { method: "put", path: "/groups/:group/roles/:role", operation: assignRoleToGroup },
  { method: "delete", path: "/groups/:group/roles/:role", operation: removeRoleFromGroup },
  { method: "get", path: "/roles", operation: listRoles },
  { method: "post", path: "/roles", operation: createRole },
  { method: "get", path: "/roles/:role", operation: readRole },
  { method: "patch", path: "/roles/:role", operation: changeRole },
  { method: "delete", path: "/roles/:role", operation: deleteRole },
  { method: "get", path: "/roles/:role/members", operation: listMembers },
  { method: "get", path: "/roles/:role/permissions", operation: listRolePermissions },
  { method: "put", path: "/roles/:role/permissions/:permission", operation: assignPermission },
  { method: "delete", path: "/roles/:role/permissions/:permission", operation: removePermission },
  { method: "put", path: "/roles/:role/delegations/:permission", operation: delegatePermission },
  { method: "delete", path: "/roles/:role/delegations/:permission", operation: removeDelegation },
  { method: "get", path: "/permissions", operation: listPermissions },
  { method: "post", path: "/permissions", operation: createPermission },
  { method: "get", path: "/permissions/:permission", operation: readPermission },
  { method: "patch", path: "/permissions/:permission", operation: changePermission },
  { method: "delete", path: "/permissions/:permission", operation: deletePermission },
  { method: "get", path: "/permissions/:permission/holders", operation: listHolders },
  { method: "get", path: "/changes", operation: listChanges },
  { method: "get", path: "/approvals", operation: listApprovals },
  { method: "get", path: "/approvals/:approval", operation: readApproval },
  { method: "post", path: "/approvals/:approval", operation: approveChanges },
  { method: "delete", path: "/approvals/:approval", operation: refuseChanges },
  { method: "get", path: "/decisions", operation: listDecisions },
  { method: "get", path: "/decisions/:requestId", operation: readDecision },
  { method: "get", path: "/unused", operation: listUnused },
  { method: "post", path: "/explain", operation: explainDecision },
  { method: "post", path: "/impact", operation: foreseeImpact },
  { method: "get", path: "/entitlements", operation: exportEntitlements },
  { method: "put", path: "/entitlements", operation: importEntitlements },
  { method: "post", path: "/entitlements/bulk", operation: changeInBulk },
  { method: "get", path: "/entitlements/routes", operation: listCoverage },
  { method: "get", path: "/entitlements/search", operation: searchEntitlements },
  { method: "get", path: "/entitlements/openapi.json", operation: describeEntitlements(() => documentOf(routes)) },
];
