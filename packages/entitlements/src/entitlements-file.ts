import { openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";
import { description, entitlementName, permission, username } from "./fields.ts";

const entitlements = z.strictObject({
  permissions: z.array(permission),
  roles: z.array(
    z.strictObject({
      name: entitlementName,
      description: description.default(""),
      permissions: z.array(entitlementName),
    }),
  ),
  users: z.array(z.strictObject({ username, roles: z.array(entitlementName) })),
});

/** Permissions, roles with the permissions that they hold, and users with the roles that they have. */
export type Entitlements = z.output<typeof entitlements>;

/**
 * Reads `config/entitlements.yaml`.
 * @throws {BadFile} for a value that does not fit, a name that is given twice or a name that is nowhere defined, each with its line.
 */
export const readEntitlements = (file: string): Entitlements => {
  const yaml = openYaml(file);
  const parsed = entitlements.safeParse(yaml.data);
  if (!parsed.success) throw yaml.fault(parsed.error.issues.map(({ path, message }) => ({ path, message })));
  const faults = [...repeated(parsed.data), ...undefinedNames(parsed.data)];
  if (faults.length > 0) throw yaml.fault(faults);
  return parsed.data;
};

type Fault = Parameters<YamlFile["fault"]>[0][number];

const repeated = ({ permissions, roles, users }: Entitlements): Fault[] => [
  ...repeats(
    permissions.map(({ name }) => name),
    (index) => ["permissions", index, "name"],
  ),
  ...repeats(
    roles.map(({ name }) => name),
    (index) => ["roles", index, "name"],
  ),
  ...repeats(
    users.map(({ username }) => username),
    (index) => ["users", index, "username"],
  ),
  ...roles.flatMap((role, at) => repeats(role.permissions, (index) => ["roles", at, "permissions", index])),
  ...users.flatMap((user, at) => repeats(user.roles, (index) => ["users", at, "roles", index])),
];

const repeats = (names: readonly string[], place: (index: number) => PropertyKey[]): Fault[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: place(index), message: `${name} is given twice` }] : [],
  );

const undefinedNames = ({ permissions, roles, users }: Entitlements): Fault[] => {
  const knownPermissions = new Set(permissions.map(({ name }) => name));
  const knownRoles = new Set(roles.map(({ name }) => name));
  return [
    ...roles.flatMap((role, at) =>
      unknown(role.permissions, knownPermissions, "permission", (index) => ["roles", at, "permissions", index]),
    ),
    ...users.flatMap((user, at) => unknown(user.roles, knownRoles, "role", (index) => ["users", at, "roles", index])),
  ];
};

const unknown = (
  names: readonly string[],
  known: ReadonlySet<string>,
  kind: "permission" | "role",
  place: (index: number) => PropertyKey[],
): Fault[] =>
  names.flatMap((name, index) =>
    known.has(name)
      ? []
      : [{ path: place(index), message: `no ${kind} is named ${name}; expected one of ${[...known].join(", ")}` }],
  );
