import type { Knex } from "knex";
import { schemas } from "./migrations/0001-schemas.ts";
import { entitlements } from "./migrations/0002-entitlements.ts";
import { audit } from "./migrations/0003-audit.ts";
import { userPool } from "./migrations/0004-user-pool.ts";
import { session } from "./migrations/0005-session.ts";
import { trades } from "./migrations/0006-trades.ts";
import { groups } from "./migrations/0007-groups.ts";
import { declaredBy } from "./migrations/0008-declared-by.ts";
import { providerDeclaredBy } from "./migrations/0009-provider-declared-by.ts";
import { identities } from "./migrations/0010-identities.ts";
import { poolsByApi } from "./migrations/0011-pools-by-api.ts";
import { nativeUsers } from "./migrations/0012-native-users.ts";
import { samlKeysAndLogout } from "./migrations/0013-saml-keys-and-logout.ts";
import { tokenGenerationAndKeyTurns } from "./migrations/0014-token-generation-and-key-turns.ts";
import { signInAttempts } from "./migrations/0015-sign-in-attempts.ts";
import { domains } from "./migrations/0016-domains.ts";
import { implicitAndResource } from "./migrations/0017-implicit-and-resource.ts";
import { usageOfApiKeys } from "./migrations/0018-usage-of-api-keys.ts";
import { tenants } from "./migrations/0019-tenants.ts";
import { auditChain } from "./migrations/0020-audit-chain.ts";
import { decisions } from "./migrations/0021-decisions.ts";
import { idempotency } from "./migrations/0022-idempotency.ts";
import { groupDeclaredBy } from "./migrations/0023-group-declared-by.ts";
import { approvals } from "./migrations/0024-approvals.ts";

/** One step from one shape of the database to the next. It is never changed once it was released; another one follows. */
export interface Migration {
  /** The file's name: its order, then what it is about. */
  readonly name: string;
  /** Runs as `gatehouse_owner`, in one transaction with the others that are due. */
  readonly up: (knex: Knex) => Promise<void>;
}

/**
 * Every migration, in order. A new one adds its line here. Most schemas are there since 0001, with the right to enter
 * them; a migration makes tables and grants what docs/architecture.md allows each role, and no more.
 */
export const migrations: readonly Migration[] = [
  schemas,
  entitlements,
  audit,
  userPool,
  session,
  trades,
  groups,
  declaredBy,
  providerDeclaredBy,
  identities,
  poolsByApi,
  nativeUsers,
  samlKeysAndLogout,
  tokenGenerationAndKeyTurns,
  signInAttempts,
  domains,
  implicitAndResource,
  usageOfApiKeys,
  tenants,
  auditChain,
  decisions,
  idempotency,
  groupDeclaredBy,
  approvals,
];
