import { isVouchedFor } from "./chain-end.ts";
import type { Chain } from "./chains.ts";
import type { ChainFinding } from "./finding.ts";
import { edited } from "./links.ts";

/** Records that are not the ones that were signed. A chain that was computed anew from some record on shows here alone. */
export const againstSignatures = (chain: Chain): readonly ChainFinding[] => {
  const { tenant, members, signed } = chain;
  let sound = 0;
  for (const [seq, hashes] of [...signed].sort(([one], [other]) => one - other)) {
    const member = members.get(seq);
    const other = hashes.find((hash) => member && hash !== member.hash);
    if (member === undefined) continue;
    if (other === undefined) {
      sound = seq;
      continue;
    }
    const { hash } = member;
    if (!isVouchedFor({ ...chain, signed: new Map() }, { seq, hash }))
      return [edited(tenant, seq, [`hash ${other}`, `hash ${hash}`])];
    const expected = `hash ${other} at record ${seq}, as it was signed`;
    return [{ kind: "rewritten", tenant, seq: sound + 1, until: seq, expected, received: `hash ${hash}` }];
  }
  return [];
};
