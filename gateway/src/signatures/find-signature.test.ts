import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { findSignature, isAwsSignature } from "./find-signature.ts";

const scope = "AKIDALICEALICEALICE0/20270115/us-east-1/execute-api/aws4_request";
const good = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=abc`;
const date = ["X-Amz-Date", "20270115T080000Z"] as const;

const inHeader = (authorization: string | null, ...more: readonly (readonly [string, string])[]) =>
  findSignature({
    query: "",
    headers: [...(authorization === null ? [] : [["Authorization", authorization] as const]), ...more],
  });
const inQuery = (query: string) => findSignature({ query, headers: [] });

const claimed = {
  form: "header",
  algorithm: "AWS4-HMAC-SHA256",
  credential: scope,
  signedHeaders: ["host", "x-amz-date"],
  signature: "abc",
  date: "20270115T080000Z",
};

describe("a signature is found", () => {
  test.each<[string, string]>([
    ["as SDKs write it", good],
    ["without spaces", good.replaceAll(", ", ",")],
    ["with more blanks", good.replaceAll(", ", " ,\t ")],
    ["in another order", `AWS4-HMAC-SHA256 Signature=abc, SignedHeaders=Host;X-Amz-Date, Credential=${scope}`],
  ])("in Authorization, %s", (_what, authorization) => {
    expect(inHeader(authorization, date)).toMatchObject(claimed);
  });

  test("with a Date in place of X-Amz-Date, and X-Amz-Date before it", () => {
    const http = ["Date", "Fri, 15 Jan 2027 08:00:00 GMT"] as const;
    expect(inHeader(good, http)).toMatchObject({ date: http[1] });
    expect(inHeader(good, http, date)).toMatchObject(claimed);
  });

  test("with a session token", () => {
    expect(inHeader(good, date, ["X-Amz-Security-Token", "t/+="])).toMatchObject({ ...claimed, sessionToken: "t/+=" });
  });

  test("in the query", () => {
    const query = `a=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20270115T080000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3BX-Amz-Date&X-Amz-Signature=abc&X-Amz-Security-Token=t%2F%2B%3D`;
    expect(inQuery(query)).toEqual({ ...claimed, form: "query", expires: "60", sessionToken: "t/+=" });
  });
});

describe("there is no signature:", () => {
  test.each<[string, () => unknown]>([
    ["nothing at all", () => inHeader(null, date)],
    ["a query without an algorithm", () => inQuery(`X-Amz-Credential=${scope}&X-Amz-Signature=abc`)],
    ["the algorithm's name in another case", () => inQuery("x-amz-algorithm=AWS4-HMAC-SHA256")],
    ["another scheme that looks like it", () => inHeader(good.replace("AWS4-HMAC-SHA256", "Xeni-API"), date)],
    ["version 2 of the signature", () => inHeader(good.replace("AWS4-HMAC-SHA256", "AWS"), date)],
  ])("%s", (_what, find) => {
    expect(find).toThrow(
      expect.objectContaining({
        errorType: "MissingAuthenticationTokenException",
        responseType: "MISSING_AUTHENTICATION_TOKEN",
        status: 403,
        message: "Missing Authentication Token",
      }),
    );
  });
});

const incomplete = (message: string) =>
  expect.objectContaining({
    errorType: "IncompleteSignatureException",
    responseType: "DEFAULT_4XX",
    status: 403,
    message,
  });
const hash = (text: string) => createHash("sha256").update(text).digest("base64");

describe("Authorization is no signature, and API Gateway says so:", () => {
  test.each([
    "Bearer eyJhbGciOiJSUzI1NiJ9.e30.AAAA",
    "ApiKey 96989ee3",
    good.replace("Signature=abc", "Signature"),
    `${good}, more`,
  ])("%s has no pairs", (authorization) => {
    expect(() => inHeader(authorization, date)).toThrow(
      incomplete(
        `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash(authorization)}'.`,
      ),
    );
  });

  const [credential, signature, signedHeaders] = ["Credential", "Signature", "SignedHeaders"].map(
    (name) => `Authorization header requires '${name}' parameter. `,
  );
  const noDate = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  const all = `${credential}${signature}${signedHeaders}`;

  test.each<[string, boolean, string]>([
    ["a", false, `${all}${noDate}`],
    ["a", true, all],
    ["Bearer", true, all],
    ["Basic dXNlcjpwYXNzd29yZA==", false, `${all}${noDate}`],
    [good, false, noDate],
    [good.replace("Signature=abc", ""), true, `${signature}`],
    [good.replace("Signature=abc", "Signature="), true, `${signature}`],
    [good.replace("Signature=", "signature="), true, `${signature}`],
    [`${good}, Signature=def`, true, `${signature}`],
    [`${good}, Credential=${scope}`, true, `${credential}`],
    [good.replace("SignedHeaders=host;x-amz-date", "SignedHeaders="), true, `${signedHeaders}`],
  ])("%s (dated: %s)", (authorization, dated, message) => {
    expect(() => inHeader(authorization, ...(dated ? [date] : []))).toThrow(
      incomplete(`${message}(Hashed with SHA-256 and encoded with Base64) Authorization=${hash(authorization)}`),
    );
  });
});

describe("a query is no whole signature:", () => {
  const names = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];
  const whole = names.map((name) => `${name}=AWS4-x`);
  const says = (missing: readonly string[]) =>
    [
      ...missing.map((name) => `AWS query-string parameters must include '${name}'.`),
      "Re-examine the query-string parameters.",
    ].join(" ");

  test("the control: nothing is missing", () => {
    expect(inQuery(whole.join("&"))).toMatchObject({ form: "query" });
  });

  test.each(names.slice(1))("without %s", (name) => {
    const query = whole.filter((part) => !part.startsWith(`${name}=`)).join("&");
    expect(() => inQuery(query)).toThrow(incomplete(says([name])));
  });

  test.each(names)("with %s twice", (name) => {
    expect(() => inQuery([...whole, `${name}=AWS4-x`].join("&"))).toThrow(incomplete(says([name])));
  });

  test("with the bare name of the algorithm", () => {
    expect(() => inQuery("X-Amz-Algorithm")).toThrow(incomplete(says(names)));
  });
});

test("two signatures are one too many", () => {
  expect(() =>
    findSignature({ query: "X-Amz-Algorithm=AWS4-HMAC-SHA256", headers: [["authorization", good]] }),
  ).toThrow(
    expect.objectContaining({
      errorType: "InvalidSignatureException",
      message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    }),
  );
});

test.each<[string, boolean]>([
  [good, true],
  [`, ${good}`, true],
  ["AWS4-HMAC-SHA256", true],
  ["AWS4-ECDSA-P256-SHA256 Credential=a", true],
  ["Bearer AWS4-HMAC-SHA256", false],
  ["Basic dXNlcjpwYXNz", false],
  ["AWS4-HMAC-SHA256x", false],
])("%s is for AWS: %s", (authorization, expected) => {
  expect(isAwsSignature(authorization)).toBe(expected);
});
