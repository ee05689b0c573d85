import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { Credential } from "./credential.ts";
import type { SignedRequest } from "./signed-request.ts";
import { alice, host, now, plain, presigned, session, signedInHeader, withHeader } from "./testing/signed.ts";
import { type SignatureRules, verifyAwsSignature } from "./verify-aws-signature.ts";

const rules: SignatureRules = {
  region: "us-east-1",
  service: "execute-api",
  find: (id) => [alice, session].find(({ accessKeyId }) => accessKeyId === id),
  now,
};
const verify = (request: SignedRequest, changes: Partial<SignatureRules> = {}) =>
  verifyAwsSignature(request, { ...rules, ...changes });

const post: SignedRequest = {
  ...plain,
  method: "POST",
  headers: [
    ["Host", host],
    ["Content-Type", "application/json"],
    ["X-Blanks", "  a \t b   c  "],
    ["X-Empty", ""],
    ["X-List", "a, b,c ,d"],
  ],
  body: Buffer.from('{"amount":1,"name":"Zoë"}'),
};

describe("a request that the AWS SDK signed is accepted:", () => {
  const requests: [string, SignedRequest][] = [
    ["the plain one", plain],
    ["one with a body", post],
    ["the root", { ...plain, path: "/" }],
    ["a slash at the end", { ...plain, path: "/prod/trades/" }],
    ["several slashes", { ...plain, path: "//prod///trades" }],
    ["an encoded path", { ...plain, path: "/prod/a%20b/%2F/%40x/caf%C3%A9" }],
    ["marks in the path", { ...plain, path: "/prod/urn:a:b/(1)/it's!/a+b/a,b;c=d/$x/@y/~z" }],
    ["a query", { ...plain, query: "b=2&a=1&a-b=3&aa=4" }],
    ["one name with several values", { ...plain, query: "a=2&b=0&a=1&a=10&a=" }],
    ["names without a value", { ...plain, query: "x&y=&a" }],
    ["encoded parameters", { ...plain, query: "q=a%20b%2Bc%26d%3De&%C3%A9=%E2%82%AC&s=a/b:c@d" }],
    ["parameters that need not be encoded", { ...plain, query: "q=%41%7e&r=(1)!*'" }],
    ["a plus for a space", { ...plain, query: "q=a+b" }],
    ["another method", { ...plain, method: "DELETE" }],
  ];

  test.each(requests)("%s, in the header", async (_what, request) => {
    expect(verify(await signedInHeader(request))).toBe(alice);
  });

  test.each(requests)("%s, presigned", async (_what, request) => {
    expect(verify(await presigned(request))).toBe(alice);
  });

  test.each([
    ["in the header", signedInHeader],
    ["presigned", presigned],
  ])("with temporary credentials, %s", async (_how, sign) => {
    expect(verify(await sign(plain, { credential: session }))).toBe(session);
  });

  test("for another service", async () => {
    const request = await signedInHeader(post, { service: "apigateway", region: "eu-west-1" });
    expect(verify(request, { service: "apigateway", region: "eu-west-1" })).toBe(alice);
  });

  test("with a header that came twice", async () => {
    const signed = await signedInHeader({
      ...plain,
      headers: [
        ["Host", host],
        ["X-Many", "a,b"],
      ],
    });
    const others = signed.headers.filter(([name]) => name !== "X-Many");
    expect(verify({ ...signed, headers: [["X-Many", "a"], ...others, ["x-many", "b"]] })).toBe(alice);
  });

  test("with text beyond ASCII in a header, as Node shows it", async () => {
    const signed = await signedInHeader({
      ...plain,
      headers: [
        ["Host", host],
        ["X-Name", "Zoë"],
      ],
    });
    expect(verify(withHeader(signed, "X-Name", Buffer.from("Zoë").toString("latin1")))).toBe(alice);
  });

  test("with headers that were not signed", async () => {
    expect(verify(withHeader(await signedInHeader(plain), "X-Added-By-A-Proxy", "1"))).toBe(alice);
  });
});

/** The signature test suite of AWS, `get-vanilla-query-order-key-case`: no code of this time has made it. */
test("AWS's own example is accepted", () => {
  const credential: Credential = {
    ...alice,
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  };
  const request: SignedRequest = {
    ...plain,
    path: "/",
    query: "Param2=value2&Param1=value1",
    headers: [
      ["Host", "example.amazonaws.com"],
      ["X-Amz-Date", "20150830T123600Z"],
      [
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
      ],
    ],
  };
  const then = Date.UTC(2015, 7, 30, 12, 36);
  expect(verify(request, { service: "service", find: () => credential, now: then })).toBe(credential);
});

const invalid = { errorType: "InvalidSignatureException", responseType: "INVALID_SIGNATURE", status: 403 };
const mismatch = /^The request signature we calculated does not match the signature you provided\./;

describe("a request that was changed after it was signed is refused:", () => {
  const changes: [string, (signed: SignedRequest) => SignedRequest][] = [
    ["another method", (signed) => ({ ...signed, method: "PUT" })],
    ["another path", (signed) => ({ ...signed, path: "/prod/trades/2" })],
    ["a path that is encoded in another way", (signed) => ({ ...signed, path: "/prod/%74rades/1" })],
    ["a slash at the end", (signed) => ({ ...signed, path: `${signed.path}/` })],
    ["one more parameter", (signed) => ({ ...signed, query: `${signed.query}&admin=1` })],
    ["a parameter without a value", (signed) => ({ ...signed, query: `${signed.query}&admin` })],
    ["one more value", (signed) => ({ ...signed, query: `${signed.query}&a=2` })],
    ["another host", (signed) => withHeader(signed, "Host", "evil.example.com")],
    ["no host", (signed) => withHeader(signed, "Host", null)],
    ["another body", (signed) => ({ ...signed, body: Buffer.from('{"amount":2}') })],
    ["no body", (signed) => ({ ...signed, body: Buffer.alloc(0) })],
  ];
  const request = { ...post, path: "/prod/trades/1", query: "a=1" };

  test.each(changes)("%s, in the header", async (_what, change) => {
    const signed = await signedInHeader(request);
    expect(verify(signed)).toBe(alice);
    expect(() => verify(change(signed))).toThrow(expect.objectContaining(invalid));
    expect(() => verify(change(signed))).toThrow(mismatch);
  });

  test.each(changes)("%s, presigned", async (_what, change) => {
    const signed = await presigned(request);
    expect(verify(signed)).toBe(alice);
    expect(() => verify(change(signed))).toThrow(expect.objectContaining(invalid));
    expect(() => verify(change(signed))).toThrow(mismatch);
  });

  test.each<[string, string | null]>([
    ["another value", "text/plain"],
    ["none", null],
    ["a second value", "application/json,text/plain"],
  ])("%s of a signed header", async (_what, value) => {
    const signed = await signedInHeader(request);
    expect(() => verify(withHeader(signed, "Content-Type", value))).toThrow(mismatch);
  });

  test("another time", async () => {
    const signed = await signedInHeader(request);
    expect(() => verify(withHeader(signed, "X-Amz-Date", "20270115T080001Z"))).toThrow(mismatch);
  });

  test.each(["X-Amz-Expires=299", "X-Amz-Date=20270115T080001Z"])("%s of a presigned URL", async (parameter) => {
    const signed = await presigned(request);
    const query = signed.query.replace(new RegExp(`${parameter.split("=")[0]}=[^&]*`), parameter);
    expect(query).not.toBe(signed.query);
    expect(() => verify({ ...signed, query })).toThrow(mismatch);
  });
});

describe("a body is signed, whatever the request says of it:", () => {
  const hashOf = (body: string) => createHash("sha256").update(body).digest("hex");

  test.each(["UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", hashOf("another")])(
    "X-Amz-Content-Sha256: %s",
    async (value) => {
      const headers = [...post.headers, ["X-Amz-Content-Sha256", value] as const];
      const signed = await signedInHeader({ ...post, headers });
      expect(() => verify(signed)).toThrow(mismatch);
      expect(() => verify(signed)).toThrow(new RegExp(`\\n${hashOf(post.body.toString())}'`));
    },
  );

  test("the control: the hash of the body that is sent", async () => {
    const headers = [...post.headers, ["X-Amz-Content-Sha256", hashOf(post.body.toString())] as const];
    expect(verify(await signedInHeader({ ...post, headers }))).toBe(alice);
  });

  test("and another value may be sent if nobody signed it, as nobody looks at it", async () => {
    expect(verify(withHeader(await presigned(post), "X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"))).toBe(alice);
  });
});

describe("a signature is refused:", () => {
  const withSignature = async (change: (signature: string) => string) => {
    const signed = await signedInHeader(plain);
    const authorization = signed.headers.find(([name]) => name === "authorization")?.[1] ?? "";
    return withHeader(signed, "authorization", authorization.replace(/(?<=Signature=).*/, change));
  };

  test.each<[string, (signature: string) => string]>([
    ["zeros", () => "0".repeat(64)],
    ["its beginning", (signature) => signature.slice(0, 63)],
    ["more than all of it", (signature) => `${signature}0`],
    ["in capitals", (signature) => signature.toUpperCase()],
    ["of another character", (signature) => `é${signature.slice(2)}`],
  ])("%s", async (_what, change) => {
    expect(verify(await withSignature((signature) => signature))).toBe(alice);
    const request = await withSignature(change);
    expect(() => verify(request)).toThrow(mismatch);
  });

  test("with another secret", async () => {
    const signed = await signedInHeader(plain, { credential: { ...alice, secretAccessKey: "guessed" } });
    expect(() => verify(signed)).toThrow(mismatch);
  });

  test("by a refusal that says what should have been signed, as API Gateway does", async () => {
    const signed = await signedInHeader(plain, { credential: { ...alice, secretAccessKey: "guessed" } });
    const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const canonical = `GET\n/prod/trades/1\n\nhost:${host}\nx-amz-content-sha256:${empty}\nx-amz-date:20270115T080000Z\n\nhost;x-amz-content-sha256;x-amz-date\n${empty}`;
    const hash = createHash("sha256").update(canonical).digest("hex");
    expect(() => verify(signed)).toThrow(
      expect.objectContaining({
        ...invalid,
        message: `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20270115T080000Z\n20270115/us-east-1/execute-api/aws4_request\n${hash}'\n`,
        reason: `the signature does not match that of ${alice.accessKeyId}`,
      }),
    );
  });

  test.each<[string, Parameters<typeof signedInHeader>[1], string]>([
    ["for another region", { region: "eu-west-1" }, "Credential should be scoped to a valid region. "],
    ["for another service", { service: "lambda" }, "Credential should be scoped to correct service: 'execute-api'. "],
    [
      "for both",
      { region: "eu-west-1", service: "lambda" },
      "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'execute-api'. ",
    ],
  ])("%s", async (_what, how, message) => {
    const refused = expect.objectContaining({ ...invalid, message });
    const [inHeader, inQuery] = await Promise.all([signedInHeader(plain, how), presigned(plain, how)]);
    expect(() => verify(inHeader)).toThrow(refused);
    expect(() => verify(inQuery)).toThrow(refused);
  });
});

describe("credentials are refused:", () => {
  const unrecognized = expect.objectContaining({
    errorType: "UnrecognizedClientException",
    responseType: "DEFAULT_4XX",
    message: "The security token included in the request is invalid.",
  });
  const unknown = { ...alice, accessKeyId: "AKIDNOBODYNOBODY0000" };
  const { sessionToken: _, ...withoutToken } = session;

  test.each<[string, Credential]>([
    ["of nobody", unknown],
    ["temporary ones without their token", withoutToken],
    ["temporary ones with another token", { ...session, sessionToken: "another" }],
    ["temporary ones with a part of the token", { ...session, sessionToken: "FwoGZXIvYXdzE" }],
    ["lasting ones with a token", { ...alice, sessionToken: "FwoGZXIvYXdzE//a+b==" }],
  ])("%s", async (_what, credential) => {
    const [inHeader, inQuery] = await Promise.all([
      signedInHeader(plain, { credential }),
      presigned(plain, { credential }),
    ]);
    expect(() => verify(inHeader)).toThrow(unrecognized);
    expect(() => verify(inQuery)).toThrow(unrecognized);
  });

  test("temporary ones whose time is over", async () => {
    const at = session.expires ?? 0;
    const signed = await signedInHeader(plain, { credential: session, at });
    expect(verify(signed, { now: at - 1 })).toBe(session);
    expect(() => verify(signed, { now: at })).toThrow(
      expect.objectContaining({
        errorType: "ExpiredTokenException",
        responseType: "EXPIRED_TOKEN",
        message: "The security token included in the request is expired",
      }),
    );
  });
});

test.each([
  ["in the header", signedInHeader],
  ["presigned", presigned],
])("a signature that leaves out the host is refused, %s", async (_how, sign) => {
  const signed = await sign(plain);
  const without = (text: string) => text.replace(/(SignedHeaders=)host(;|%3B)?/, "$1x-other$2");
  const request: SignedRequest = {
    ...signed,
    query: without(signed.query),
    headers: signed.headers.map(([name, value]) => [name, without(value)]),
  };
  expect(request).not.toEqual(signed);
  expect(() => verify(request)).toThrow("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
});

test("another algorithm is refused", async () => {
  const signed = await signedInHeader(plain);
  const authorization = signed.headers.find(([name]) => name === "authorization")?.[1] ?? "";
  const other = authorization.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256");
  expect(() => verify(withHeader(signed, "authorization", other))).toThrow(
    expect.objectContaining({
      errorType: "IncompleteSignatureException",
      message: "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256' (only AWS4-HMAC-SHA256 for now). ",
    }),
  );
});
