import { openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";
import { providerOf, type TenantState, tenantState } from "./state.ts";

const entitlements = z.strictObject({ tenants: z.array(tenantState).min(1, "expected at least one tenant") });

/** What stands in `config/entitlements.yaml`: tenants, each with its permissions, roles, users and groups. */
export type Entitlements = z.output<typeof entitlements>;

/**
 * Reads `config/entitlements.yaml`.
 * @throws {BadFile} for a value that does not fit, a name that is given twice, one that is nowhere defined and a user of
 * another tenant, each with its line.
 */
export const readEntitlements = (file: string): Entitlements => {
  const yaml = openYaml(file);
  const parsed = entitlements.safeParse(yaml.data);
  if (!parsed.success) throw yaml.fault(parsed.error.issues.map(({ path, message }) => ({ path, message })));
  const { tenants } = parsed.data;
  const faults = [
    ...twice(
      ["tenants"],
      "name",
      tenants.map(({ name }) => name),
    ),
    ...providersTwice(tenants),
    ...tenants.flatMap((tenant, index) => faultsOf(tenant, ["tenants", index])),
  ];
  if (faults.length > 0) throw yaml.fault(faults);
  return parsed.data;
};

/** One thing that is wrong with a tenant's state, and the member that it stands in. */
export type StateFault = Parameters<YamlFile["fault"]>[0][number];

type Path = StateFault["path"];

/** What the shape of a tenant's state leaves open: names given twice, names that are nowhere defined, strangers. */
export const faultsOf = (tenant: TenantState, at: Path = []): readonly StateFault[] => {
  const permissions = tenant.permissions.map(({ name }) => name);
  const roles = tenant.roles.map(({ name }) => name);
  const [knownPermissions, knownRoles] = [new Set(permissions), new Set(roles)];
  const usernames = tenant.users.map(({ username }) => username);
  return [
    ...twice([...at, "permissions"], "name", permissions),
    ...twice([...at, "roles"], "name", roles),
    ...twice([...at, "users"], "username", usernames),
    ...twice(
      [...at, "groups"],
      "group",
      tenant.groups.map(({ group }) => group),
    ),
    ...tenant.roles.flatMap((role, index) =>
      (["permissions", "delegates"] as const).flatMap((member) =>
        names([...at, "roles", index, member], role[member], "permission", knownPermissions),
      ),
    ),
    ...(["users", "groups"] as const).flatMap((kind) =>
      tenant[kind].flatMap((holder, index) =>
        names(
          [...at, kind, index, "roles"],
          holder.roles.map(({ role }) => role),
          "role",
          knownRoles,
        ),
      ),
    ),
    ...strangers(tenant, [...at, "users"]),
  ];
};

const twice = (at: Path, member: string, given: readonly string[]): StateFault[] =>
  repeats(given).map(([index, name]) => ({ path: [...at, index, member], message: `${name} is given twice` }));

const repeats = (given: readonly string[]) => {
  const seen = new Set<string>();
  return [...given.entries()].filter(([, name]) => seen.has(name) || !seen.add(name));
};

/** Names that refer to something: each once, and only to what there is. */
const names = (
  at: Path,
  given: readonly string[],
  kind: "permission" | "role",
  known: ReadonlySet<string>,
): StateFault[] => [
  ...repeats(given).map(([index, name]) => ({ path: [...at, index], message: `${name} is given twice` })),
  ...unknown(at, given, kind, known),
];

const unknown = (at: Path, given: readonly string[], kind: string, known: ReadonlySet<string>): StateFault[] =>
  [...given.entries()]
    .filter(([, name]) => !known.has(name))
    .map(([index, name]) => ({
      path: [...at, index],
      message: `no ${kind} is named ${name}; expected one of ${someOf(known)}`,
    }));

/** A message is for reading, and there may be thousands of names. */
const someOf = (known: ReadonlySet<string>) =>
  known.size > 20 ? `${[...known].slice(0, 20).join(", ")} and ${known.size - 20} more` : [...known].join(", ");

/** A provider's users belong to one tenant. */
const providersTwice = (tenants: readonly TenantState[]): StateFault[] => {
  const places = tenants.flatMap(({ providers }, tenant) =>
    providers.map((provider, index) => ({ provider, path: ["tenants", tenant, "providers", index] })),
  );
  return repeats(places.map(({ provider }) => provider)).map(([index, provider]) => ({
    path: places[index]?.path ?? [],
    message: `${provider} is given twice; the users of a provider belong to one tenant`,
  }));
};

const strangers = ({ providers, users }: TenantState, at: Path): StateFault[] =>
  [...users.entries()]
    .filter(([, { username }]) => !providers.includes(providerOf(username)))
    .map(([index, { username }]) => ({
      path: [...at, index, "username"],
      message: `${username} is a user of ${providerOf(username)}; expected one of ${providers.join(", ") || "no provider, since none is named"}`,
    }));
