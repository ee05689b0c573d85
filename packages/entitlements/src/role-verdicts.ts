import { lenient } from "./raw-path.ts";
import type { PermissionState, TenantState } from "./state.ts";
import { resourceFor, variablesOf } from "./variables.ts";
import { type AskedRequest, whyNotSpeaking } from "./why-not.ts";

/** What a role says of a request to users of whom the username alone is known. */
export interface RoleVerdict {
  readonly role: string;
  readonly effect: "Allow" | "Deny";
  /**
   * Null where it says so to whoever has the role; otherwise the pattern and the path that it must cover with the
   * username in the place of `${user.username}`. A Deny says so as well to who has a name that cannot stand there.
   */
  readonly where: { readonly pattern: string; readonly path: string } | null;
}

/** What all roles of a state say of a request. Roles that say nothing are not among them. */
export const roleVerdicts = ({ roles, permissions }: TenantState, request: AskedRequest): readonly RoleVerdict[] => {
  const said = new Map(permissions.map((permission) => [permission.name, verdictsOf(permission, request)]));
  return roles.flatMap(({ name: role, permissions: held }) =>
    held.flatMap((permission) => (said.get(permission) ?? []).map((verdict) => ({ role, ...verdict }))),
  );
};

/** The state with those permissions alone that speak of a request, to some value of their variables. */
export const speakingOf = (state: TenantState, request: AskedRequest): TenantState => {
  const permissions = state.permissions.filter((permission) => speaksToSomebody(permission, request));
  const speaking = new Set(permissions.map(({ name }) => name));
  const roles = state.roles.map((role) => ({
    ...role,
    permissions: role.permissions.filter((each) => speaking.has(each)),
  }));
  return { ...state, permissions, roles };
};

const nobody = { username: "", sub: "", attributes: {} };

/** Whether a permission speaks of a request, whatever the values of its variables. */
export const speaksToSomebody = (permission: PermissionState, request: AskedRequest) =>
  whyNotSpeaking(permission, request, nobody).every(({ kind }) => kind === "variable");

const verdictsOf = (permission: PermissionState, request: AskedRequest): readonly Omit<RoleVerdict, "role">[] => {
  const { effect, resource } = permission;
  if (!speaksToSomebody(permission, request)) return [];
  const variables = variablesOf(resource);
  if (effect === "Allow" && variables.some((name) => name !== "username")) return [];
  if (!variables.includes("username")) return [{ effect, where: null }];
  const pattern = resource
    .split(username)
    .map((piece) => resourceFor({ effect: "Deny", resource: piece }, nobody) ?? piece)
    .join(username);
  const { path } = request;
  const exact = { effect, where: { pattern, path } };
  return effect === "Allow" ? [exact] : [exact, { effect, where: { pattern: lenient(pattern), path: lenient(path) } }];
};

export const username = "${user.username}";
