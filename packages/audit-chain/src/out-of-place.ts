import type { Chain } from "./chains.ts";
import { type ChainFinding, placeText } from "./finding.ts";
import type { Seal } from "./seal.ts";

/** Records that were chained here and bear another number or another tenant now. */
export const outOfPlace = ({ tenant, members }: Chain): readonly ChainFinding[] => {
  const strayed = [...members].filter(([seq, seal]) => seal.tenant !== tenant || seal.seq !== seq);
  const moved = strayed.filter(([, seal]) => seal.tenant !== tenant);
  const renumbered = strayed.filter(([, seal]) => seal.tenant === tenant).sort(([one], [other]) => one - other);
  return [
    ...moved.map(([seq, seal]) => ({
      kind: "moved" as const,
      tenant,
      seq,
      expected: placeText(tenant, seq),
      received: placeText(seal.tenant, seal.seq),
    })),
    ...runs(renumbered).map(({ first, last, by }) => ({
      kind: "reordered" as const,
      tenant,
      seq: first,
      ...(last > first ? { until: last } : {}),
      expected: `number ${first}${last > first ? ` to ${last}` : ""}`,
      received: `number ${first + by}${last > first ? ` to ${last + by}` : ""}`,
    })),
  ];
};

interface Run {
  first: number;
  last: number;
  readonly by: number;
}

/** Where a record is put in or taken out and those after it are renumbered, that is one thing to tell. */
const runs = (renumbered: readonly (readonly [number, Seal])[]): readonly Run[] => {
  const all: Run[] = [];
  for (const [seq, seal] of renumbered) {
    const run = all.at(-1);
    const by = seal.seq - seq;
    if (run && run.last === seq - 1 && run.by === by) run.last = seq;
    else all.push({ first: seq, last: seq, by });
  }
  return all;
};
