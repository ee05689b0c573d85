import { beforeEach, describe, expect, test } from "@jest/globals";
import { type GoodMetadata, metadataSource } from "./metadata-source.ts";
import { answer, attackerKeys, base64, expected, idp, idpKeys, now, sign } from "./testing/answers.ts";
import { keyDescriptor, metadataDocument } from "./testing/metadata-document.ts";
import { verifyWithRenewal } from "./verify-with-renewal.ts";

const url = "https://idp.test/metadata";
const rolledOver = metadataDocument({ keys: keyDescriptor(attackerKeys.certificate) });
const unavailable = {
  code: "SAML_PROVIDER_UNAVAILABLE",
  wire: "Error in SAML response processing: Unable to contact the configured provider",
};

let clock: Date;
let document: string | Error;
let fetches: number;
let good: GoodMetadata | undefined;
let warnings: string[];

beforeEach(() => {
  clock = now;
  document = metadataDocument();
  fetches = 0;
  good = undefined;
  warnings = [];
});

const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1_000);
};

const source = () =>
  metadataSource({
    provider: "CorpSAML",
    url,
    fetch: async () => {
      fetches += 1;
      await new Promise((resolve) => setImmediate(resolve));
      if (document instanceof Error) throw document;
      return document;
    },
    lastGood: {
      read: async () => good,
      write: async (written) => {
        good = written;
      },
    },
    now: () => clock,
    warn: ({ err }) => warnings.push(String(err)),
  });

describe("current", () => {
  test("is fetched once for all who wait, and kept", async () => {
    const { current } = source();
    const [first, second] = await Promise.all([current(), current()]);
    expect(first).toBe(second);
    expect(first.entityId).toBe(idp.entityId);
    expect(good).toEqual({ url, xml: document, fetchedAt: now });
    expect(fetches).toBe(1);
  });

  test.each([
    [6 * 3_600 - 1, "", 1],
    [6 * 3_600, "", 2],
    [59, ` validUntil="2026-11-23T12:01:00Z"`, 1],
  ])("after %i s, with%s: fetched %i times", async (seconds, attributes, times) => {
    document = metadataDocument({ attributes });
    const { current } = source();
    await current();
    pass(seconds);
    await current();
    expect(fetches).toBe(times);
  });

  test("the last good serves while the provider does not answer, and is asked for again after 30 s", async () => {
    const { current } = source();
    await current();
    document = new Error("connection refused");
    pass(6 * 3_600);
    expect((await current()).entityId).toBe(idp.entityId);
    expect((await current()).entityId).toBe(idp.entityId);
    expect([fetches, warnings]).toEqual([2, ["Error: connection refused"]]);
    pass(30);
    document = rolledOver;
    expect((await current()).certificates[0]?.trim()).toBe(attackerKeys.certificate.trim());
  });

  test("the last good serves a process that has just started", async () => {
    await source().current();
    document = new Error("connection refused");
    expect((await source().current()).entityId).toBe(idp.entityId);
  });

  test("but not that of another URL", async () => {
    good = { url: "https://other.test/metadata", xml: metadataDocument(), fetchedAt: now };
    document = new Error("connection refused");
    await expect(source().current()).rejects.toMatchObject(unavailable);
  });

  test("a stored document that is no good does not stand in the way of a good one", async () => {
    good = { url, xml: "<broken", fetchedAt: now };
    expect((await source().current()).entityId).toBe(idp.entityId);
    expect(warnings).toHaveLength(1);
  });

  test("nor does the last good serve past its validUntil", async () => {
    document = metadataDocument({ attributes: ` validUntil="2026-11-23T12:01:00Z"` });
    const { current } = source();
    await current();
    document = new Error("connection refused");
    pass(60);
    await expect(current()).rejects.toMatchObject(unavailable);
  });

  test.each([
    ["unusable", "<html/>"],
    ["of another entity", metadataDocument({ entityId: "https://evil.test" })],
  ])("a document that is %s does not take the last good's place", async (_name, bad) => {
    const { current } = source();
    await current();
    document = bad;
    pass(6 * 3_600);
    expect((await current()).entityId).toBe(idp.entityId);
    expect(warnings).toHaveLength(1);
    expect(good?.xml).toBe(metadataDocument());
  });

  test("a provider that starts late is asked again after a second", async () => {
    document = new Error("connection refused");
    const { current } = source();
    await expect(current()).rejects.toMatchObject(unavailable);
    document = metadataDocument();
    await expect(current()).rejects.toMatchObject(unavailable);
    pass(1);
    expect((await current()).entityId).toBe(idp.entityId);
    expect(fetches).toBe(2);
  });
});

describe("a changed key", () => {
  const { idp: _idp, ...expectation } = expected;
  const byOld = base64(sign(answer()));
  const byNew = base64(sign(answer(), "assertion", attackerKeys));

  test("is taken up at once", async () => {
    const from = source();
    expect((await verifyWithRenewal(byOld, expectation, { source: from })).nameId).toBe("alice@example.com");
    document = rolledOver;
    expect((await verifyWithRenewal(byNew, expectation, { source: from })).nameId).toBe("alice@example.com");
    await expect(verifyWithRenewal(byOld, expectation, { source: from })).rejects.toMatchObject({
      code: "SAML_SIGNATURE_INVALID",
    });
    expect(fetches).toBe(2);
  });

  test("both keys are accepted while the metadata names both", async () => {
    document = metadataDocument({ keys: keyDescriptor(idpKeys.certificate) + keyDescriptor(attackerKeys.certificate) });
    const from = source();
    for (const response of [byOld, byNew])
      expect((await verifyWithRenewal(response, expectation, { source: from })).nameId).toBe("alice@example.com");
  });

  test("forged signatures make the provider be asked every 30 s, no more", async () => {
    const from = source();
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(verifyWithRenewal(byNew, expectation, { source: from })).rejects.toMatchObject({
        code: "SAML_SIGNATURE_INVALID",
      });
    expect(fetches).toBe(2);
    pass(30);
    await expect(verifyWithRenewal(byNew, expectation, { source: from })).rejects.toMatchObject({
      code: "SAML_SIGNATURE_INVALID",
    });
    expect(fetches).toBe(3);
  });

  test("another fault does not make it be asked", async () => {
    const response = base64(sign(answer({ audience: "urn:other" })));
    await expect(verifyWithRenewal(response, expectation, { source: source() })).rejects.toMatchObject({
      code: "SAML_AUDIENCE_MISMATCH",
    });
    expect(fetches).toBe(1);
  });
});
