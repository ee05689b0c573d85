// A permission may speak of an attribute of whoever asks. What users write themselves would let them choose whose
// resources they reach.
import { openYaml } from "@gatehouse/config/yaml-file.ts";
import { type Entitlements, readEntitlements, type StateFault } from "@gatehouse/entitlements/entitlements-file.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { variablesOf } from "@gatehouse/entitlements/variables.ts";
import { attributeNamed, attributeOf } from "@gatehouse/user-pool/config/attribute-schema.ts";
import type { PoolFile } from "@gatehouse/user-pool/config/pool-file.ts";

interface Files {
  readonly entitlements: string;
  readonly userPool: string;
}

/**
 * Reads the entitlements, for a pool whose users cannot write what their permissions depend on.
 * @throws {BadFile} naming each permission's line, why it cannot be, and where to change it.
 */
export const readEntitlementsFor = (pool: PoolFile, files: Files): Entitlements => {
  const entitlements = readEntitlements(files.entitlements);
  const faults = entitlements.tenants.flatMap((tenant, index) =>
    faultsOf(tenant, { pool, at: ["tenants", index], lineOf: openYaml(files.userPool).line, file: files.userPool }),
  );
  if (faults.length > 0) throw openYaml(files.entitlements).fault(faults);
  return entitlements;
};

interface Around {
  readonly pool: PoolFile;
  readonly at: StateFault["path"];
  /** Where something stands in the pool's file. */
  readonly lineOf: (path: StateFault["path"]) => number;
  readonly file: string;
}

const faultsOf = (tenant: TenantState, around: Around): readonly StateFault[] =>
  tenant.permissions.flatMap(({ resource }, index) =>
    [...new Set(variablesOf(resource))].flatMap((name) => {
      const message = faultOf(name, tenant, around);
      return message === undefined ? [] : [{ path: [...around.at, "permissions", index, "resource"], message }];
    }),
  );

/** What the pool itself gives to users. */
const given = new Set(["username", "sub"]);

/** What a code or an administrator sets, whatever a client may write. */
const marks = new Set(["email_verified", "phone_number_verified"]);

const faultOf = (name: string, { providers }: TenantState, { pool, lineOf, file }: Around): string | undefined => {
  if (given.has(name) || marks.has(name)) return undefined;
  const attribute = attributeNamed(pool.UserPool.Schema.map(attributeOf), name);
  if (!attribute)
    return `users have no attribute ${name}: it is no standard one and not declared in UserPool.Schema of ${file}`;
  const call = callThatWrites(attribute.mutable, signsUp(pool) && providers.includes("COGNITO"));
  const writing = [...pool.UserPoolClients.entries()].filter(
    ([, { WriteAttributes }]) => WriteAttributes?.includes(name) ?? true,
  );
  if (call === undefined || writing.length === 0) return undefined;
  const places = writing.map(
    ([index, { ClientName, WriteAttributes }]) =>
      `the client ${ClientName} ${WriteAttributes ? "lists it in its WriteAttributes" : "has no WriteAttributes, which means all"} (${file}, line ${lineOf(["UserPoolClients", index, "WriteAttributes"])})`,
  );
  return `users may write ${name} themselves ${call}, and would choose what \${user.${name}} stands for: ${places.join("; ")}. List the WriteAttributes of every client without it, or declare it Mutable: false in UserPool.Schema`;
};

const signsUp = ({ UserPool }: PoolFile) => !(UserPool.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false);

/** Undefined: none does. An immutable attribute has its value from the sign-up on. */
const callThatWrites = (mutable: boolean, signsUpHere: boolean) => {
  if (mutable) return "(UpdateUserAttributes with their own access token)";
  return signsUpHere ? "(SignUp, which AdminCreateUserConfig leaves open)" : undefined;
};
