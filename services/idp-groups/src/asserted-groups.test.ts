import { expect, test } from "@jest/globals";
import { assertedGroups } from "./asserted-groups.ts";

// [value, groups]
test.each<[string | undefined, readonly string[]]>([
  [undefined, []],
  ["", []],
  ["traders", ["traders"]],
  ["night shift", ["night shift"]],
  ["[traders]", ["[traders]"]],
  ["a,b", ["a,b"]],
  ["[traders,auditors]", ["traders", "auditors"]],
  ["[traders, auditors]", ["traders", "auditors"]],
  ["[night%2Cshift,two+words,%C3%A9t%C3%A9]", ["night,shift", "two words", "été"]],
  ["[100%,b]", ["[100%,b]"]],
  ["[,b]", ["b"]],
])("%j holds %j", (value, groups) => expect(assertedGroups(value)).toEqual(groups));
