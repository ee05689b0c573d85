import { describe, expect, test } from "@jest/globals";
import { clientOf, userPoolClient } from "../config/user-pool-client.ts";
import { alice, poolId } from "../triggers/testing/pool-with-triggers.ts";
import { accessClaims, type Issue, idClaims } from "./claims.ts";
import type { TokenOverrides } from "./overrides.ts";

const role = "arn:aws:iam::123456789012:role/trader";
const issue: Issue = {
  issuer: `https://cognito-idp.us-west-2.amazonaws.com/${poolId}`,
  user: { ...alice, groups: ["traders"], roles: [{ arn: role, precedence: 1 }] },
  client: clientOf(poolId, userPoolClient.parse({ ClientId: "1client", ClientName: "web" })),
  grant: { originJti: "o", scopes: ["email", "openid"], authTime: new Date(0), eventId: "e" },
  by: "domain",
  overrides: undefined,
  now: new Date(60_000),
  jti: "j",
};

const nothing = { add: {}, suppress: [] };
const wanted = (changes: {
  id?: Partial<TokenOverrides["id"]>;
  access?: Partial<TokenOverrides["access"]>;
  groups?: TokenOverrides["groups"];
}): Issue => ({
  ...issue,
  overrides: {
    id: { ...nothing, ...changes.id },
    access: { ...nothing, addScopes: [], suppressScopes: [], ...changes.access },
    groups: changes.groups,
  },
});

const id = (of: Issue): Record<string, unknown> => idClaims(of, { atHash: "h", nonce: "n" });
const access = (of: Issue): Record<string, unknown> => accessClaims(of);

describe("claims of a token", () => {
  test("are added and replaced, in the token that they are for", () => {
    const changed = wanted({ id: { add: { desk: { floor: 7 }, email: "other@example.com" } } });
    expect(id(changed)).toEqual({ ...id(issue), desk: { floor: 7 }, email: "other@example.com" });
    expect(access(changed)).toEqual(access(issue));
  });

  test("are suppressed, even those that are added", () => {
    const changed = wanted({ id: { add: { desk: "7" }, suppress: ["desk", "email"] } });
    const { email, ...rest } = id(issue);
    expect(email).toBe("alice@example.com");
    expect(id(changed)).toEqual(rest);
  });

  const ofBoth = "acr amr at_hash auth_time azp exp iat iss jti nbf nonce origin_jti sub token_use".split(" ");

  test.each([...ofBoth, "aud", "cognito:username", "identities"])("%s of the id token is reserved", (name) => {
    expect(id(wanted({ id: { add: { [name]: "x" } } }))).toEqual(id(issue));
    expect(id(wanted({ id: { suppress: [name] } }))).toEqual(id(issue));
  });

  test.each([...ofBoth, "client_id", "event_id", "scope", "username", "version"])(
    "%s of the access token is reserved",
    (name) => {
      expect(access(wanted({ access: { add: { [name]: "x" } } }))).toEqual(access(issue));
      expect(access(wanted({ access: { suppress: [name] } }))).toEqual(access(issue));
    },
  );

  test("an access token may be given its client as audience, and no other", () => {
    expect(access(wanted({ access: { add: { aud: "1client" } } }))).toEqual({ ...access(issue), aud: "1client" });
    expect(access(wanted({ access: { add: { aud: "other" } } }))).toEqual(access(issue));
  });

  test("scopes are added and suppressed in the access token", () => {
    const scopes = { addScopes: ["api/read", "email"], suppressScopes: ["openid"] };
    expect(access(wanted({ access: scopes })).scope).toBe("email api/read");
  });

  test("groups change in both tokens, roles in the id token", () => {
    const changed = wanted({ groups: { names: ["a", "b"], roles: [role], preferredRole: undefined } });
    expect(access(changed)).toEqual({ ...access(issue), "cognito:groups": ["a", "b"] });
    const { "cognito:preferred_role": preferred, ...rest } = id(issue);
    expect(preferred).toBe(role);
    expect(id(changed)).toEqual({ ...rest, "cognito:groups": ["a", "b"], "cognito:roles": [role] });
  });

  test("groups that are suppressed leave no claim", () => {
    const changed = wanted({ groups: { names: [], roles: [], preferredRole: undefined } });
    expect(access(changed)).not.toHaveProperty(["cognito:groups"]);
    for (const name of ["cognito:groups", "cognito:roles", "cognito:preferred_role"])
      expect([name, name in id(issue), name in id(changed)]).toEqual([name, true, false]);
  });
});
