import { inOrder } from "./draft.ts";
import type { PermissionState, RoleGrant, RoleState, TenantState } from "./state.ts";

/**
 * A tenant's state as the lines of `config/entitlements.yaml`, in the order of names and without what is empty, so that
 * equal states are equal texts. Any YAML parser reads it back: what could be taken for anything but its own text is
 * quoted.
 */
export function* yamlLines(given: TenantState): Generator<string, void> {
  const state = inOrder(given);
  yield "tenants:\n";
  yield `  - name: ${scalar(state.name)}\n`;
  yield `    providers: ${list(state.providers)}\n`;
  if (state.approvals !== "none") yield `    approvals: ${state.approvals}\n`;
  yield* member("permissions", state.permissions, permissionLine);
  yield* member("roles", state.roles, roleLine);
  yield* member("users", state.users, ({ username, roles }) => holderLine("username", username, roles));
  yield* member("groups", state.groups, ({ group, roles }) => holderLine("group", group, roles));
}

/** The same as one text. */
export const yamlOf = (state: TenantState): string => [...yamlLines(state)].join("");

function* member<Item>(name: string, items: readonly Item[], line: (item: Item) => string): Generator<string, void> {
  yield items.length === 0 ? `    ${name}: []\n` : `    ${name}:\n`;
  for (const item of items) yield `      - ${line(item)}\n`;
}

const permissionLine = ({ name, method, resource, effect }: PermissionState) =>
  flow({ name: scalar(name), method: scalar(method), resource: scalar(resource), effect });

const roleLine = ({ name, description, permissions, delegates }: RoleState) =>
  flow({
    name: scalar(name),
    ...(description === "" ? {} : { description: scalar(description) }),
    permissions: list(permissions),
    ...(delegates.length === 0 ? {} : { delegates: list(delegates) }),
  });

const holderLine = (key: "username" | "group", name: string, grants: readonly RoleGrant[]) =>
  flow({ [key]: scalar(name), roles: `[${grants.map(grantOf).join(", ")}]` });

const grantOf = ({ role, startsAt, endsAt }: RoleGrant) =>
  startsAt === null && endsAt === null
    ? scalar(role)
    : flow({
        role: scalar(role),
        ...(startsAt === null ? {} : { startsAt: quoted(startsAt) }),
        ...(endsAt === null ? {} : { endsAt: quoted(endsAt) }),
      });

const flow = (members: Readonly<Record<string, string>>) =>
  `{ ${Object.entries(members)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ")} }`;

const list = (names: readonly string[]) => `[${names.map(scalar).join(", ")}]`;

/** Words that YAML 1.1 or 1.2 takes for something else than text. */
const words = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** What begins with a letter or a slash and holds nothing that means anything to YAML is text without quotes. */
const plain = /^[A-Za-z/][A-Za-z0-9_.@/*-]*$/;

const scalar = (text: string) => (plain.test(text) && !words.test(text) ? text : quoted(text));

/** JSON's quotes are YAML's. What cannot be seen, or turns around what stands beside it, is spelled out. */
const quoted = (text: string) =>
  JSON.stringify(text).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
