import type { KeyObject } from "node:crypto";
import { type Chain, chainsOf } from "./chains.ts";
import { missing, wrongHead } from "./ends.ts";
import type { ChainFinding, Finding } from "./finding.ts";
import { brokenLinks } from "./links.ts";
import { originsOf } from "./origins.ts";
import { outOfPlace } from "./out-of-place.ts";
import { readCheckpoints } from "./read-checkpoints.ts";
import type { Anchor, Seal } from "./seal.ts";
import { againstSignatures } from "./signatures.ts";
import { appended, strange } from "./strays.ts";

/** What is verified, of all tenants together: a record may have been moved from one to another. */
export interface Evidence {
  /** All records, in any order. */
  readonly seals: readonly Seal[];
  /** The rows of `audit.chains`. */
  readonly heads: readonly Anchor[];
  /** The text of the file of checkpoints, which was read before the records. */
  readonly checkpoints: string;
  readonly publicKeys: readonly KeyObject[];
}

export interface Verdict {
  readonly findings: readonly Finding[];
  readonly tenants: readonly Verified[];
}

/** How much of a tenant was looked at. */
export interface Verified {
  readonly tenant: string | null;
  readonly records: number;
  readonly checkpoints: number;
}

/** Tells what was done to the records since they were chained, as exactly as can be told. */
export const verifyChain = async ({ seals, heads, checkpoints: text, publicKeys }: Evidence): Promise<Verdict> => {
  const { checkpoints, findings: bad } = await readCheckpoints(text, publicKeys);
  const origins = originsOf(seals, [...heads, ...checkpoints]);
  const chains = chainsOf({ seals, heads, checkpoints }, origins);
  const counted = (all: readonly { readonly tenant: string | null }[]) => Map.groupBy(all, ({ tenant }) => tenant);
  const [records, signed] = [counted(seals), counted(checkpoints)];
  return {
    findings: [...bad, ...chains.toSorted(byTenant).flatMap(findingsIn)],
    tenants: chains.toSorted(byTenant).map(({ tenant }) => ({
      tenant,
      records: records.get(tenant)?.length ?? 0,
      checkpoints: signed.get(tenant)?.length ?? 0,
    })),
  };
};

const byTenant = (one: Chain, other: Chain) => ((one.tenant ?? "") < (other.tenant ?? "") ? -1 : 1);

const findingsIn = (whole: Chain): readonly ChainFinding[] => {
  const tail = appended(whole);
  const added = new Set(tail.map(({ seq }) => seq));
  const chain = { ...whole, members: new Map([...whole.members].filter(([seq]) => !added.has(seq))) };
  const strays = strange(chain);
  const edited = strays.filter(({ kind }) => kind === "edited").map(({ seq }) => seq);
  const standing = [...chain.members.keys(), ...edited];
  const all = [...strays, ...tail, ...outOfPlace(chain), ...notAsChained(chain), ...missing(chain, standing)];
  return all.toSorted((one, other) => one.seq - other.seq);
};

/** A record that does not fit is told once, by what says so most plainly. */
const notAsChained = (chain: Chain): readonly ChainFinding[] => {
  const told = new Map<number, ChainFinding>();
  for (const finding of [...brokenLinks(chain), ...againstSignatures(chain), ...wrongHead(chain)]) {
    const at = finding.until ?? finding.seq;
    if (!told.has(at)) told.set(at, finding);
  }
  return [...told.values()];
};
