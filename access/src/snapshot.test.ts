import { describe, expect, test } from "@jest/globals";
import { difference } from "./difference.ts";
import { snapshot } from "./snapshot.ts";
import { world } from "./testing/world.ts";

/** The lines, with one blank where there are many. */
const lines = (text = snapshot(world())) =>
  text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.replaceAll(/ +/g, " "));

const linesOf = (subject: string) => lines().filter((line) => line.startsWith(`${subject} `));

describe("a snapshot", () => {
  test("has a line for each user and route, with the rule that decides, and one for each period where it changes", () => {
    expect(linesOf("CorpSAML_alice@example.com")).toEqual([
      "CorpSAML_alice@example.com GET /trades allow by list /trades (trader)",
      "CorpSAML_alice@example.com GET /trades/{tradeId} partly /trades/1 by read /trades/* (trader), not /trades/frozen by frozen /trades/frozen* (trader)",
      "CorpSAML_alice@example.com POST /trades/{tradeId}/settlement deny until 2027-01-01T00:00:00.000Z",
      "CorpSAML_alice@example.com POST /trades/{tradeId}/settlement partly /trades/1/settlement by settle /trades/*/settlement (clerk), not /trades/frozen/settlement by frozen /trades/frozen* (trader) from 2027-01-01T00:00:00.000Z until 2027-02-01T00:00:00.000Z",
      "CorpSAML_alice@example.com POST /trades/{tradeId}/settlement deny from 2027-02-01T00:00:00.000Z",
      "CorpSAML_alice@example.com GET /accounts/{account} partly /accounts/own-custom:account by own /accounts/${user.custom:account} (trader), not /accounts/1",
    ]);
  });

  test("shows whom nothing was given to, and what a group gives by itself", () => {
    expect(linesOf("CorpSAML_dave@example.com").map((line) => line.split(" ")[3])).toEqual(Array(4).fill("deny"));
    expect(linesOf("group corp/clerks")[0]).toBe(
      "group corp/clerks GET /trades allow by list /trades (trader of the group clerks)",
    );
    expect(linesOf("group other/clerks")[1]).toMatch(
      /GET \/trades\/\{tradeId\} allow by all \/\* \(root of the group clerks\)/,
    );
  });

  test("tells once what is open to everybody, and is in order", () => {
    const all = lines();
    expect(all[0]).toBe("everybody GET /health allow without a token");
    expect(all.filter((line) => line.includes("/health"))).toHaveLength(1);
    const subjects = [...new Set(all.slice(1).map((line) => line.replace(/ (GET|POST) .*/, "")))];
    expect(subjects).toEqual([
      "CorpSAML_alice@example.com",
      "CorpSAML_dave@example.com",
      "OtherSAML_eve",
      "group corp/clerks",
      "group other/clerks",
    ]);
  });
});

describe("the difference between two snapshots", () => {
  test("is nothing where they are the same", () => {
    expect(difference(snapshot(world()), snapshot(world()))).toBe("");
  });

  test("is what one user loses, old line beside new line", () => {
    const { tenants, ...rest } = world();
    const without = tenants.map((tenant) => ({
      ...tenant,
      roles: tenant.roles.map((role) => ({ ...role, permissions: role.permissions.filter((each) => each !== "list") })),
      groups: [],
    }));
    const told = difference(
      snapshot({ tenants: tenants.map((tenant) => ({ ...tenant, groups: [] })), ...rest }),
      snapshot({ tenants: without, ...rest }),
    );
    expect(told.replaceAll(/ +/g, " ")).toBe(
      "- CorpSAML_alice@example.com GET /trades allow by list /trades (trader)\n+ CorpSAML_alice@example.com GET /trades deny\n",
    );
  });
});
