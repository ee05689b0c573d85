import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonical, hashOf, start } from "./hash.ts";
import { type ChangeRecord, hashed } from "./record.ts";
import { chained } from "./testing/chained.ts";

const record = chained(new Map([["corp", 1]]))[0] as ChangeRecord;

test("a record's text is its columns as netstrings, in order", () => {
  expect(canonical({ ...record, subject: "user/ü,1:", at: "1790000001000003" })).toBe(
    '18:gatehouse.change.1,4:corp,1:1,1:1,16:1790000001000003,24:CorpSAML_bob@example.com,-10:AssignRole,10:user/ü,1:,-31:{"role": "trader", "number": 1},4:made,9:request-1,9:192.0.2.1,',
  );
});

test("its hash is SHA-256 of the hash before it and its text", () => {
  const expected = createHash("sha256").update(Buffer.alloc(32)).update(canonical(record)).digest("hex");
  expect(record.previous).toBe(start);
  expect(hashOf(record)).toBe(expected);
});

const text = fc.oneof(fc.string({ unit: fc.constantFrom(..."ab1:,-é"), maxLength: 5 }), fc.constant(null));
const columns = fc.tuple(...hashed.map(() => text)) as fc.Arbitrary<(string | null)[]>;
const filled = (texts: readonly (string | null)[]): ChangeRecord => ({
  ...record,
  ...Object.fromEntries(hashed.map((column, index) => [column, texts[index]])),
});

test("records that differ have texts that differ, whatever stands in them", () => {
  fc.assert(
    fc.property(columns, columns, (one, other) => {
      expect(canonical(filled(one)) === canonical(filled(other))).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
    { numRuns: 2_000 },
  );
  // The parts of two columns' texts change places: no border is lost.
  const [a, b] = [
    { ...record, action: "ab", subject: "c" },
    { ...record, action: "a", subject: "bc" },
  ];
  expect(canonical(a)).not.toBe(canonical(b));
  expect(canonical({ ...record, before: "" })).not.toBe(canonical({ ...record, before: null }));
});
