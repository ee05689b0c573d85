import { highest, isVouchedFor, lastNamed } from "./chain-end.ts";
import type { Chain } from "./chains.ts";
import type { ChainFinding } from "./finding.ts";
import { edited } from "./links.ts";

/** Numbers that nothing stands at: between records, and after the last one. */
export const missing = (chain: Chain, standing: Iterable<number>): readonly ChainFinding[] => {
  const { tenant } = chain;
  const findings: ChainFinding[] = [];
  const lacks = (kind: "deleted" | "cut off", from: number, until: number) => {
    if (from > until) return;
    const range = until > from ? { until } : {};
    findings.push({ kind, tenant, seq: from, ...range, expected: recordsText(until - from + 1), received: "none" });
  };
  let last = 0;
  for (const seq of [...standing].sort((one, other) => one - other)) {
    lacks("deleted", last + 1, seq - 1);
    last = seq;
  }
  lacks("cut off", last + 1, lastNamed(chain) ?? 0);
  return findings;
};

const recordsText = (count: number) => (count === 1 ? "a record" : `${count} records`);

/** What `audit.chains` says of the end, where the records or checkpoints say otherwise. */
export const wrongHead = (chain: Chain): readonly ChainFinding[] => {
  const { tenant, head, members } = chain;
  const last = highest(members.keys());
  if (last === 0) return [];
  const bad = (received: string): ChainFinding[] => [
    { kind: "bad head", tenant, seq: last, expected: `the end at record ${last}`, received },
  ];
  if (head === undefined) return bad("none in audit.chains");
  const member = members.get(head.seq);
  if (head.seq < last && last <= (lastNamed(chain) ?? 0)) return bad(`the end at record ${head.seq}`);
  if (member === undefined || member.hash === head.hash) return [];
  const { hash } = member;
  if (isVouchedFor({ ...chain, head: undefined }, { seq: head.seq, hash })) return bad(`hash ${head.hash}`);
  return [edited(tenant, head.seq, [`hash ${head.hash}`, `hash ${hash}`])];
};
