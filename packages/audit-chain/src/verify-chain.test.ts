import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkpointSigner } from "./checkpoint.ts";
import type { ChainFinding, Finding } from "./finding.ts";
import type { ChangeRecord } from "./record.ts";
import { type Anchor, sealOf } from "./seal.ts";
import { chained, hashedAnew, headsOf } from "./testing/chained.ts";
import { verifyChain } from "./verify-chain.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

const linesOf = async (anchors: readonly Anchor[], key: KeyObject = privateKey) => {
  const sign = checkpointSigner(key);
  const signed = await Promise.all(anchors.map((anchor) => sign({ ...anchor, at: "2026-11-27T00:00:00.000Z" })));
  return signed.map((checkpoint) => `${JSON.stringify({ checkpoint })}\n`).join("");
};

const anchorOf = ({ tenant, seq, hash }: ChangeRecord): Anchor => ({ tenant, seq: Number(seq), hash });

interface Database {
  readonly records: readonly ChangeRecord[];
  readonly heads: readonly Anchor[];
  readonly checkpoints: string;
}

const verify = async ({ records, heads, checkpoints }: Database, publicKeys: readonly KeyObject[] = [publicKey]) =>
  await verifyChain({ seals: records.map(sealOf), heads, checkpoints, publicKeys });

/** What was found, in short: kind, tenant, number. */
const short = (findings: readonly Finding[]) =>
  findings.map((finding) =>
    finding.kind === "bad checkpoint"
      ? `bad checkpoint ${finding.line}`
      : `${finding.kind} ${finding.tenant} ${finding.seq}${finding.until ? `-${finding.until}` : ""}`,
  );

const records = chained(
  new Map([
    [null, 1],
    ["acme", 5],
    ["corp", 9],
  ]),
);
const heads = headsOf(records);
const find = (tenant: string, seq: number) =>
  records.find((each) => each.tenant === tenant && each.seq === String(seq))!;
const without = (tenant: string, from: number, until = from) =>
  records.filter((each) => each.tenant !== tenant || Number(each.seq) < from || Number(each.seq) > until);
const changed = (tenant: string, seq: number, change: (record: ChangeRecord) => ChangeRecord) =>
  records.map((each) => (each === find(tenant, seq) ? change(each) : each));
const edit = (record: ChangeRecord): ChangeRecord => ({ ...record, actor: "mallory" });

/** Everything from a record on is computed anew, as somebody would who has the whole database. */
const rewritten = (tenant: string, from: number, change: (record: ChangeRecord) => ChangeRecord) => {
  let previous = find(tenant, from).previous;
  return records.map((each) => {
    if (each.tenant !== tenant || Number(each.seq) < from) return each;
    const anew = hashedAnew({ ...(each === find(tenant, from) ? change(each) : each), previous });
    previous = anew.hash;
    return anew;
  });
};

let checkpoints: string;
let untouched: Database;
beforeAll(async () => {
  checkpoints = await linesOf([...heads, anchorOf(find("corp", 4)), anchorOf(find("corp", 7))]);
  untouched = { records, heads, checkpoints };
});

test("untouched chains pass", async () => {
  const { findings, tenants } = await verify(untouched);
  expect(findings).toEqual([]);
  expect(tenants).toEqual([
    { tenant: null, records: 1, checkpoints: 1 },
    { tenant: "acme", records: 5, checkpoints: 1 },
    { tenant: "corp", records: 9, checkpoints: 3 },
  ]);
  expect((await verify({ ...untouched, records: records.toReversed() })).findings).toEqual([]);
  expect((await verify({ records: [], heads: [], checkpoints: "" })).findings).toEqual([]);
});

test("so does a chain that grew after the last checkpoint", async () => {
  const grown = [...records, hashedAnew({ ...find("corp", 9), seq: "10", id: "99", previous: find("corp", 9).hash })];
  expect((await verify({ ...untouched, records: grown, heads: headsOf(grown) })).findings).toEqual([]);
});

describe("one thing that was tampered with is found, and nothing else", () => {
  const swapped = (one: ChangeRecord, other: ChangeRecord) =>
    records.map((each) =>
      each === one ? { ...one, seq: other.seq } : each === other ? { ...other, seq: one.seq } : each,
    );
  const renumbered = (from: number, by: number) => (each: ChangeRecord) =>
    each.tenant === "corp" && Number(each.seq) >= from ? { ...each, seq: String(Number(each.seq) + by) } : each;
  const forged = { ...find("corp", 5), id: "77", actor: "mallory" };
  const afterLast = hashedAnew({ ...forged, seq: "10", previous: find("corp", 9).hash });
  const cases: [string, () => Partial<Database>, string[]][] = [
    ["an edited column", () => ({ records: changed("corp", 5, edit) }), ["edited corp 5"]],
    ["an edited first record", () => ({ records: changed("corp", 1, edit) }), ["edited corp 1"]],
    ["an edited last record", () => ({ records: changed("corp", 9, edit) }), ["edited corp 9"]],
    [
      "an edited hash",
      () => ({ records: changed("corp", 5, (r) => ({ ...r, hash: "0".repeat(64) })) }),
      ["edited corp 5"],
    ],
    ["an edited link", () => ({ records: changed("corp", 5, (r) => ({ ...r, previous: r.hash })) }), ["edited corp 5"]],
    [
      "a null where there was none",
      () => ({ records: changed("corp", 5, (r) => ({ ...r, onBehalf: "" })) }),
      ["edited corp 5"],
    ],
    [
      "a record edited and hashed anew",
      () => ({ records: changed("corp", 5, (r) => hashedAnew(edit(r))) }),
      ["edited corp 5"],
    ],
    ["the first, hashed anew", () => ({ records: changed("corp", 1, (r) => hashedAnew(edit(r))) }), ["edited corp 1"]],
    ["the last, hashed anew", () => ({ records: changed("corp", 9, (r) => hashedAnew(edit(r))) }), ["edited corp 9"]],
    [
      "a signed one, hashed anew",
      () => ({ records: changed("corp", 4, (r) => hashedAnew(edit(r))) }),
      ["edited corp 4"],
    ],
    [
      "a record linked elsewhere and hashed anew",
      () => ({ records: changed("corp", 5, (r) => hashedAnew({ ...r, previous: r.hash })) }),
      ["edited corp 5"],
    ],
    ["a deleted record", () => ({ records: without("corp", 5) }), ["deleted corp 5"]],
    ["the first one deleted", () => ({ records: without("corp", 1) }), ["deleted corp 1"]],
    ["several deleted", () => ({ records: without("corp", 3, 6) }), ["deleted corp 3-6"]],
    [
      "one deleted and the rest renumbered",
      () => ({ records: without("corp", 5).map(renumbered(6, -1)) }),
      ["deleted corp 5", "reordered corp 6-9"],
    ],
    ["a record with a number that is taken", () => ({ records: [...records, forged] }), ["inserted corp 5"]],
    ["the same, hashed", () => ({ records: [...records, hashedAnew(forged)] }), ["inserted corp 5"]],
    ["the same record twice", () => ({ records: [...records, find("corp", 5)] }), ["inserted corp 5"]],
    [
      "one inserted and the rest renumbered",
      () => ({ records: [...records.map(renumbered(5, 1)), forged] }),
      ["inserted corp 5", "reordered corp 5-9"],
    ],
    ["one appended", () => ({ records: [...records, { ...forged, seq: "10" }] }), ["inserted corp 10"]],
    ["one appended that fits", () => ({ records: [...records, afterLast] }), ["inserted corp 10"]],
    [
      "one far away",
      () => ({ records: [...records, hashedAnew({ ...forged, seq: "9007199254740993" })] }),
      ["inserted corp 9007199254740992"],
    ],
    [
      "two swapped",
      () => ({ records: swapped(find("corp", 3), find("corp", 7)) }),
      ["reordered corp 3", "reordered corp 7"],
    ],
    [
      "two neighbours swapped",
      () => ({ records: swapped(find("corp", 4), find("corp", 5)) }),
      ["reordered corp 4", "reordered corp 5"],
    ],
    [
      "the last two swapped",
      () => ({ records: swapped(find("corp", 8), find("corp", 9)) }),
      ["reordered corp 8", "reordered corp 9"],
    ],
    ["the end cut off", () => ({ records: without("corp", 8, 9) }), ["cut off corp 8-9"]],
    [
      "the end cut off, and audit.chains corrected",
      () => ({ records: without("corp", 8, 9), heads: headsOf(without("corp", 8, 9)) }),
      ["cut off corp 8-9"],
    ],
    [
      "a whole chain",
      () => ({ records: without("corp", 1, 9), heads: headsOf(without("corp", 1, 9)) }),
      ["cut off corp 1-9"],
    ],
    ["a record moved", () => ({ records: changed("corp", 9, (r) => ({ ...r, tenant: "acme" })) }), ["moved corp 9"]],
    [
      "the first one moved",
      () => ({ records: changed("corp", 1, (r) => ({ ...r, tenant: null, seq: "2" })) }),
      ["moved corp 1"],
    ],
    [
      "one moved out of sight",
      () => ({ records: changed("corp", 5, (r) => ({ ...r, tenant: "nobody" })) }),
      ["moved corp 5"],
    ],
    [
      "the records of two tenants swapped",
      () => ({
        records: records.map((r) =>
          r === find("corp", 3) ? { ...r, tenant: "acme" } : r === find("acme", 3) ? { ...r, tenant: "corp" } : r,
        ),
      }),
      ["moved acme 3", "moved corp 3"],
    ],
    [
      "a chain computed anew",
      () => ({ records: rewritten("corp", 5, edit), heads: headsOf(rewritten("corp", 5, edit)) }),
      ["rewritten corp 5-7"],
    ],
    [
      "an end that grew again after it was cut off",
      () => ({ records: rewritten("corp", 8, edit), heads: headsOf(rewritten("corp", 8, edit)) }),
      ["rewritten corp 8-9"],
    ],
    ["audit.chains emptied", () => ({ heads: heads.filter(({ tenant }) => tenant !== "corp") }), ["bad head corp 9"]],
    [
      "audit.chains set back",
      () => ({ heads: heads.map((head) => (head.tenant === "corp" ? anchorOf(find("corp", 6)) : head)) }),
      ["bad head corp 9"],
    ],
    [
      "a hash in audit.chains",
      () => ({ heads: heads.map((head) => (head.tenant === "corp" ? { ...head, hash: "1".repeat(64) } : head)) }),
      ["bad head corp 9"],
    ],
  ];
  test.each(cases)("%s", async (_case, tampered, expected) => {
    expect(short((await verify({ ...untouched, ...tampered() })).findings)).toEqual(expected);
  });
});

test("a finding tells what was expected and received", async () => {
  const { findings } = await verify({ ...untouched, records: changed("corp", 5, edit) });
  const broken = sealOf(edit(find("corp", 5)));
  expect(findings).toEqual([
    {
      kind: "edited",
      tenant: "corp",
      seq: 5,
      expected: `hash ${find("corp", 5).hash}`,
      received: `hash ${broken.broken?.computed}`,
    },
  ]);
});

test("the end that nobody has signed yet can be cut off with audit.chains alone knowing it", async () => {
  const some = { ...untouched, checkpoints: await linesOf([anchorOf(find("corp", 4))]) };
  expect(short((await verify({ ...some, records: without("corp", 8, 9) })).findings)).toEqual(["cut off corp 8-9"]);
});

describe("checkpoints", () => {
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" });

  test("of a log are found among its other lines, and may be repeated", async () => {
    const log = `{"level":"info","msg":"request"}\n${checkpoints}\n${checkpoints}`;
    expect((await verify({ ...untouched, checkpoints: log })).findings).toEqual([]);
  });

  test("of an earlier key are good where that key is given, too", async () => {
    const both = checkpoints + (await linesOf(heads, other.privateKey));
    expect((await verify({ ...untouched, checkpoints: both }, [publicKey, other.publicKey])).findings).toEqual([]);
    expect(short((await verify({ ...untouched, checkpoints: both })).findings)).toEqual(
      [6, 7, 8].map((line) => `bad checkpoint ${line}`),
    );
  });

  test.each<[string, (line: string) => string]>([
    ["another signature", (line) => line.replace(/.{6}"}$/, 'AAAAAA"}')],
    [
      "other content",
      (line) => line.replace(/\.(.+)\./, `.${Buffer.from('{"tenant":"corp","seq":1}').toString("base64url")}.`),
    ],
    ["no signature", (line) => line.replace(/\.[^.]+"}$/, '."}')],
    ["half a line", (line) => line.slice(0, 40)],
    ["no JWS", () => '{"checkpoint":7}'],
    ["no object", () => "7"],
  ])("with %s are bad", async (_case, change) => {
    const lines = checkpoints.trimEnd().split("\n");
    const tampered = lines.map((line, index) => (index === 1 ? change(line) : line)).join("\n");
    expect(tampered).not.toBe(checkpoints.trimEnd());
    expect(short((await verify({ ...untouched, checkpoints: tampered })).findings)).toEqual(["bad checkpoint 2"]);
  });
});

describe("whatever the chains", () => {
  const tenants = fc.uniqueArray(fc.constantFrom("a", "b", "c", null), { minLength: 2, maxLength: 4 });
  const lengths = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 4, maxLength: 4 });
  const some = fc
    .tuple(tenants, lengths)
    .map(([names, counts]) => chained(new Map(names.map((name, index) => [name, counts[index] ?? 1]))));
  const signed = fc.array(fc.nat(), { maxLength: 4 });

  /** Tampers with one record of some chains, with some checkpoints, and expects one finding that names it. */
  const finds = async (
    tamper: (all: readonly ChangeRecord[], victim: ChangeRecord, other: ChangeRecord) => readonly ChangeRecord[],
    expected: (victim: ChangeRecord, other: ChangeRecord, ends: readonly Anchor[]) => Partial<ChainFinding>[],
  ) =>
    await fc.assert(
      fc.asyncProperty(some, signed, fc.nat(), fc.nat(), async (all, picks, which, another) => {
        const victim = all[which % all.length] as ChangeRecord;
        const other = all[another % all.length] as ChangeRecord;
        const ends = headsOf(all);
        const lines = await linesOf(picks.map((pick) => anchorOf(all[pick % all.length] as ChangeRecord)));
        const before = { records: all, heads: ends, checkpoints: lines };
        expect((await verify(before)).findings).toEqual([]);
        const { findings } = await verify({ ...before, records: tamper(all, victim, other) });
        const wanted = expected(victim, other, ends).map((each) => expect.objectContaining(each));
        expect(findings).toEqual(expect.arrayContaining(wanted));
        expect(findings).toHaveLength(wanted.length);
      }),
      { numRuns: 60 },
    );
  const at = ({ tenant, seq }: ChangeRecord) => ({ tenant, seq: Number(seq) });
  const replaced = (all: readonly ChangeRecord[], victim: ChangeRecord, by: Partial<ChangeRecord>) =>
    all.map((each) => (each === victim ? { ...each, ...by } : each));

  test("an edited record is named", async () => {
    await finds(
      (all, victim, other) => replaced(all, victim, { subject: `${victim.subject}${other.seq}` }),
      (victim) => [{ kind: "edited", ...at(victim) }],
    );
  });

  test("so is one that was hashed anew", async () => {
    await finds(
      (all, victim) => all.map((each) => (each === victim ? hashedAnew({ ...each, after: null }) : each)),
      (victim) => [{ kind: "edited", ...at(victim) }],
    );
  });

  test("so is a deleted one", async () => {
    await finds(
      (all, victim) => all.filter((each) => each !== victim),
      (victim, _other, ends) => {
        const last = ends.some(({ hash }) => hash === victim.hash);
        return [{ kind: last ? "cut off" : "deleted", ...at(victim) }];
      },
    );
  });

  test("so is an inserted one", async () => {
    await finds(
      (all, victim) => [...all, hashedAnew({ ...victim, id: "1000" })],
      (victim) => [{ kind: "inserted", ...at(victim) }],
    );
  });

  test("so are two that changed numbers", async () => {
    await finds(
      (all, victim, other) =>
        victim.tenant === other.tenant
          ? all.map((each) =>
              each === victim ? { ...each, seq: other.seq } : each === other ? { ...each, seq: victim.seq } : each,
            )
          : all,
      (victim, other) =>
        victim.tenant === other.tenant && victim !== other
          ? [victim, other].map((each) => ({ kind: "reordered", ...at(each) }))
          : [],
    );
  });

  test("so is one that was moved to another tenant", async () => {
    await finds(
      (all, victim, other) => replaced(all, victim, { tenant: other.tenant, seq: String(all.length + 1) }),
      (victim, other) => [{ kind: victim.tenant === other.tenant ? "reordered" : "moved", ...at(victim) }],
    );
  });
});
