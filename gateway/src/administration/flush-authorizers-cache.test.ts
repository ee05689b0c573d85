import { expect, test } from "@jest/globals";
import type { ApiKind } from "../openapi/kind.ts";
import { flushAuthorizersCache } from "./flush-authorizers-cache.ts";

const deploymentOf = (kind: ApiKind, apiId: string, name: string) => ({
  kind,
  stage: { apiId, name, region: "eu-west-1", accountId: "123456789012", variables: {} },
});
const deployments = [
  deploymentOf("REST", "aaaaaaaaaa", "prod"),
  deploymentOf("HTTP", "bbbbbbbbbb", "$default"),
  deploymentOf("HTTP", "bbbbbbbbbb", "test"),
];

const flushed = (kind: ApiKind, apiId: string, stage: string) => {
  const calls: string[][] = [];
  const verdicts = { flush: (...call: string[]) => void calls.push(call) };
  flushAuthorizersCache({ kind, apiId, stage }, { deployments, verdicts });
  return calls;
};

test.each([
  ["REST", "aaaaaaaaaa", "prod"],
  ["HTTP", "bbbbbbbbbb", "$default"],
  ["HTTP", "bbbbbbbbbb", "test"],
] as const)("the cache of the %s API %s on %s, and no other", (kind, apiId, stage) => {
  expect(flushed(kind, apiId, stage)).toEqual([[apiId, stage]]);
});

test.each([
  ["REST", "aaaaaaaaaa", "test", "Invalid Stage identifier specified"],
  ["REST", "bbbbbbbbbb", "test", "Invalid API identifier specified 123456789012:bbbbbbbbbb"],
  ["HTTP", "aaaaaaaaaa", "prod", "Invalid API identifier specified 123456789012:aaaaaaaaaa"],
] as const)("there is no %s API %s with a stage %s", (kind, apiId, stage, message) => {
  expect(() => flushed(kind, apiId, stage)).toThrow(message);
});
