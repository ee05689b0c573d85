import { z } from "zod";
import { faultsOf } from "./entitlements-file.ts";
import { type TenantState, tenantState } from "./state.ts";

/** One tenant in the form of `config/entitlements.yaml`. */
export const tenantDocument = z.strictObject({
  tenants: z.array(tenantState).length(1, "expected one tenant, your own"),
});

/** A document cannot be taken. Each fault names a member, such as `tenants.0.roles.2.name`, and what was expected. */
export class BadDocument extends Error {
  override name = "BadDocument";
  readonly faults: readonly DocumentFault[];
  constructor(faults: readonly DocumentFault[]) {
    super(faults.map(({ field, reason }) => `${field}: ${reason}`).join("; "));
    this.faults = faults;
  }
}

export interface DocumentFault {
  readonly field: string;
  readonly reason: string;
}

/** More than anybody reads; whoever mends these meets the next ones. */
const mostFaults = 100;

/**
 * What an exported document, as it was parsed, says of its tenant.
 * @throws {BadDocument} for members that do not fit, names given twice or nowhere defined, and users of other tenants.
 */
export const readDocument = (parsed: unknown): TenantState => {
  const { data, error } = tenantDocument.safeParse(parsed);
  if (error) throw badDocument(error.issues);
  const [state] = data.tenants as [TenantState];
  const faults = faultsOf(state, ["tenants", 0]);
  if (faults.length > 0) throw badDocument(faults);
  return state;
};

const badDocument = (faults: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]) =>
  new BadDocument(
    faults.slice(0, mostFaults).map(({ path, message }) => ({ field: path.join(".") || "body", reason: message })),
  );
