import { stateOf } from "@gatehouse/entitlements/draft.ts";
import { tenantDocument } from "@gatehouse/entitlements/read-document.ts";
import { yamlOf } from "@gatehouse/entitlements/yaml-document.ts";
import { z } from "zod";
import { NotAcceptable } from "../failures.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { readState } from "../store/tenant-state.ts";

/** `GET /entitlements`: all of the tenant's entitlements, in the form of config/entitlements.yaml. */
export const exportEntitlements = operation({
  id: "exportEntitlements",
  summary: "Export all entitlements, as YAML or JSON",
  params: z.object({}),
  answers: { 200: tenantDocument },
  problems: [406],
  run: async ({ caller, accepts }, { knex }) => {
    const type = accepts(["application/yaml", "application/json"]);
    if (!type) throw new NotAcceptable();
    const { state, version } = await inTenant(
      knex,
      caller,
      async (tenancy) => {
        const { draft, providers, version } = await readState(tenancy);
        return { state: stateOf(draft, { name: tenancy.tenant, providers: [...providers] }), version };
      },
      { isolationLevel: "repeatable read" },
    );
    const headers = { ETag: etag(version), Vary: "Accept" };
    if (type === "application/json") return { status: 200, headers, body: { tenants: [state] } };
    return { status: 200, headers, text: { type: "application/yaml", content: yamlOf(state) } };
  },
});
