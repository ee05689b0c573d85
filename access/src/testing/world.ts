import { tenantState } from "@gatehouse/entitlements/state.ts";
import type { World } from "../world.ts";

const route = (method: string, path: string, open = false) => ({ method, path, open });

const always = (role: string) => ({ role, startsAt: null, endsAt: null });

/** Two tenants, and one route of each sort. */
export const world = (): World => ({
  region: "us-east-1",
  api: { id: "gatehouse0", stage: "local", definition: "api.yaml" },
  people: [
    { email: "alice@example.com", username: "CorpSAML_alice@example.com", roles: ["trader"] },
    { email: "dave@example.com", username: "CorpSAML_dave@example.com", roles: [] },
  ],
  routes: [
    route("GET", "/trades"),
    route("GET", "/trades/{tradeId}"),
    route("POST", "/trades/{tradeId}/settlement"),
    route("GET", "/accounts/{account}"),
    route("GET", "/health", true),
  ],
  warnings: [],
  tenants: [
    tenantState.parse({
      name: "corp",
      providers: ["CorpSAML"],
      permissions: [
        { name: "list", method: "GET", resource: "/trades", effect: "Allow" },
        { name: "read", method: "GET", resource: "/trades/*", effect: "Allow" },
        { name: "settle", method: "POST", resource: "/trades/*/settlement", effect: "Allow" },
        { name: "frozen", method: "*", resource: "/trades/frozen*", effect: "Deny" },
        { name: "own", method: "GET", resource: "/accounts/${user.custom:account}", effect: "Allow" },
        { name: "idle", method: "DELETE", resource: "/trades", effect: "Allow" },
      ],
      roles: [
        { name: "trader", permissions: ["list", "read", "frozen", "own"] },
        { name: "clerk", permissions: ["settle"] },
      ],
      users: [
        {
          username: "CorpSAML_alice@example.com",
          roles: [
            always("trader"),
            { role: "clerk", startsAt: "2027-01-01T00:00:00Z", endsAt: "2027-02-01T00:00:00Z" },
          ],
        },
      ],
      groups: [{ group: "clerks", roles: [always("clerk"), always("trader")] }],
    }),
    tenantState.parse({
      name: "other",
      providers: ["OtherSAML"],
      permissions: [{ name: "all", method: "*", resource: "/*", effect: "Allow" }],
      roles: [{ name: "root", permissions: ["all"] }],
      users: [{ username: "OtherSAML_eve", roles: [always("root")] }],
      groups: [{ group: "clerks", roles: [always("root")] }],
    }),
  ],
});
