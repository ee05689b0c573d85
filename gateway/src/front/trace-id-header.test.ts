import { expect, test } from "@jest/globals";
import { traceIdHeader } from "./trace-id-header.ts";

const time = Date.UTC(2024, 5, 17);
const root = "Root=1-3152b799-8954dae64eda91bc9a23a7e8";
const fresh = /^Root=1-666f7c80-[0-9a-f]{24}$/;

test.each([
  [`${root};Parent=7fa8c0f79203be72;Sampled=1`],
  [root],
  [`Self=1-67891233-12456789abcdef0123456780;${root}`],
  [`${root};Parent=7fa8c0f79203be72;Sampled=0;Lineage=25:87d4a3e1:0`],
])("%s goes on", (header) => {
  expect(traceIdHeader([header], time)).toBe(header);
});

test.each([
  ["a field of another form", `${root};Parent=me;Sampled=1`, `${root};Sampled=1`],
  ["a field that nobody knows", `${root};User=root`, root],
  ["spaces", `${root}; Sampled=1`, root],
])("%s ends here", (_what, header, expected) => {
  expect(traceIdHeader([header], time)).toBe(expected);
});

test.each([
  ["none", []],
  ["an empty one", [""]],
  ["no root", ["Parent=7fa8c0f79203be72;Sampled=1"]],
  ["a root of another form", ["Root=1-evil"]],
  ["a root of another version", ["Root=2-3152b799-8954dae64eda91bc9a23a7e8"]],
  ["two roots", [`${root};Root=1-3152b799-000000000000000000000000`]],
  ["two headers", [root, root]],
])("%s is replaced by a new one", (_what, given) => {
  expect(traceIdHeader(given, time)).toMatch(fresh);
  expect(traceIdHeader(given, time)).not.toBe(traceIdHeader(given, time));
});
