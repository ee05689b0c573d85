import { describe, expect, test } from "@jest/globals";
import { judge } from "./judge.ts";
import { parseRow } from "./row.ts";
import { world } from "./testing/world.ts";

const now = Date.UTC(2026, 0, 1);

/** The username stands in the row as it is. */
const judged = (text: string) => {
  const row = parseRow(text);
  return judge({ ...row, username: row.who, open: row.path === "/health" }, world(), now);
};

describe("a row is judged as the authorizer judges, with the reason:", () => {
  test.each<[string, string, RegExp]>([
    ["CorpSAML_alice@example.com GET /trades/1 allow", "allow", /^read \(Allow GET \/trades\/\*\) by trader$/],
    [
      "CorpSAML_alice@example.com GET /trades/frozen1 allow",
      "deny",
      /^frozen \(Deny \* \/trades\/frozen\*\) by trader$/,
    ],
    ["CorpSAML_alice@example.com GET /trades/%66rozen1 allow", "deny", /an encoded unreserved character/],
    [
      "CorpSAML_alice@example.com POST /trades/1/settlement allow",
      "deny",
      /^settle by clerk counts from 2027-01-01T00:00:00.000Z until 2027-02-01T00:00:00.000Z$/,
    ],
    [
      "CorpSAML_alice@example.com POST /trades/1/settlement allow at 2027-01-01T00:00:00Z",
      "allow",
      /^settle .* by clerk$/,
    ],
    ["CorpSAML_alice@example.com POST /trades/1/settlement allow at 2027-02-01T00:00:00Z", "deny", /counts from/],
    [
      "CorpSAML_dave@example.com POST /trades/1/settlement allow",
      "deny",
      /^nothing held allows it; settle would \(in clerk\)$/,
    ],
    ["CorpSAML_dave@example.com POST /trades/1/settlement allow in clerks", "allow", /by clerk of the group clerks$/],
    ["CorpSAML_dave@example.com DELETE /trades allow", "deny", /idle would \(in no role\)$/],
    ["CorpSAML_dave@example.com PUT /trades allow", "deny", /^no permission of corp allows PUT \/trades$/],
    ["CorpSAML_alice@example.com GET /accounts/7 allow with custom:account=7", "allow", /^own /],
    [
      "CorpSAML_alice@example.com GET /accounts/8 allow with custom:account=7",
      "deny",
      /^own by trader: \/accounts\/\$\{user\.custom:account\} stands for \/accounts\/7$/,
    ],
    [
      "CorpSAML_alice@example.com GET /accounts/7 allow",
      "deny",
      /^own by trader: \/accounts\/\$\{user\.custom:account\} finds no value that may stand there$/,
    ],
    ["CorpSAML_alice@example.com GET /accounts/7 allow with custom:account=*", "deny", /finds no value/],
    ["OtherSAML_eve GET /trades/1 allow", "allow", /^all /],
    ["OtherSAML_zoe GET /trades/1 allow in clerks", "allow", /root of the group clerks/],
    ["NoSAML_zoe GET /trades/1 allow in clerks", "deny", /belongs to no tenant: none names NoSAML/],
    ["NoSAML_zoe GET /health allow", "allow", /nobody is asked for a token/],
  ])("%s: %s", (text, received, because) => {
    expect(judged(text)).toEqual({ received, because: expect.stringMatching(because) });
  });
});
