import { expect, test } from "@jest/globals";
import { isUnreachable } from "./unreachable.ts";

const coded = (code: string) => Object.assign(new Error("failed"), { code });

test.each([
  ["connection refused", coded("ECONNREFUSED"), true],
  ["every address refused", new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]), true],
  ["shutting down", coded("57P01"), true],
  ["starting up", coded("57P03"), true],
  ["too many connections", coded("53300"), true],
  ["cancelled by the statement time-out", coded("57014"), true],
  ["read-only standby", coded("25006"), true],
  ["no answer in time", new Error("Query read timeout"), true],
  ["no answer in time, as knex tells it", new Error("select 1 - Query read timeout"), true],
  ["connection lost", new Error("Connection terminated unexpectedly"), true],
  ["duplicate key", coded("23505"), false],
  ["foreign key", coded("23503"), false],
  ["no right", coded("42501"), false],
  ["wrong password", coded("28P01"), false],
  ["a bug", new TypeError("x is not a function"), false],
  ["no error at all", "ECONNREFUSED", false],
])("%s", (_case, error, expected) => {
  expect(isUnreachable(error)).toBe(expected);
});
