import { findingText } from "@gatehouse/audit-chain/finding.ts";
import { publicKeysIn } from "@gatehouse/audit-chain/read-checkpoints.ts";
import { type Verdict, type Verified, verifyChain } from "@gatehouse/audit-chain/verify-chain.ts";
import { auditEvidence } from "@gatehouse/db/audit-evidence.ts";
import { connect } from "@gatehouse/db/connect.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { fileText } from "./file-text.ts";
import type { Sources } from "./sources.ts";

/** A large table is read in parts; each of these may take so long, in milliseconds. */
const patience = 30_000;

/**
 * Verifies a database's records against checkpoints that lie outside it.
 * @throws {CannotStart} where it cannot be verified: nothing is said about the records then.
 */
export const auditVerify = async ({ database, checkpoints, key }: Sources): Promise<Verdict> => {
  // Before the records: what is signed later is not of this reading.
  const signed = fileText(checkpoints);
  const publicKeys = keysIn(key);
  const knex = connect(database, { poolSize: 1, statementTimeout: patience });
  try {
    return await verifyChain({ ...(await auditEvidence(knex)), checkpoints: signed, publicKeys });
  } catch (error) {
    throw new CannotStart(`the records cannot be read: ${(error as Error).message}`, { cause: error });
  } finally {
    await knex.destroy();
  }
};

const keysIn = (file: string) => {
  try {
    const keys = publicKeysIn(fileText(file));
    if (keys.length > 0) return keys;
  } catch (error) {
    if (error instanceof CannotStart) throw error;
  }
  throw new CannotStart(`${file}: expected one or more keys in PEM`);
};

/** What is shown to whoever asked. */
export const report = ({ findings, tenants }: Verdict): readonly string[] => [
  ...tenants.map(verifiedText),
  ...findings.map(findingText),
  findings.length === 0 ? "the records are as they were made" : `${counted(findings.length, "thing")} found`,
];

const verifiedText = ({ tenant, records, checkpoints }: Verified) => {
  const name = tenant === null ? "no tenant" : `tenant ${JSON.stringify(tenant)}`;
  const signed =
    checkpoints === 0 ? "no checkpoint: the database alone says where they end" : counted(checkpoints, "checkpoint");
  return `${name}: ${counted(records, "record")}, ${signed}`;
};

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
