import { deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { fromPost, fromRedirect } from "./message.ts";
import { RefusedRequest } from "./refused-request.ts";

const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString("base64");
const xml = "<AuthnRequest>ä</AuthnRequest>";
const limit = 64 * 1024;

test("both bindings give back the message", () => {
  expect(fromRedirect(base64(deflateRawSync(xml)))).toBe(xml);
  expect(fromPost(base64(xml))).toBe(xml);
});

test.each([
  ["none", undefined, /expected the parameter, once, received none/],
  ["an empty one", "", /received none/],
  ["two of them", ["a", "b"], /received several/],
  ["what is not base64", "<xml>", /expected base64, received <xml>/],
  ["base64 with bits to spare", "QR==", /expected base64/],
])("%s is refused", (_case, parameter, message) => {
  expect(() => fromRedirect(parameter)).toThrow(message);
  expect(() => fromPost(parameter)).toThrow(message);
});

test("a blank in it is told to be a plus that was not encoded", () => {
  const refusal = () => fromRedirect("a b=");
  expect(refusal).toThrow(RefusedRequest);
  expect(refusal).toThrow(
    expect.objectContaining({ refusal: expect.objectContaining({ hint: expect.stringContaining("%2B") }) }),
  );
});

test("what is not raw DEFLATE is refused", () => {
  expect(() => fromRedirect(base64(xml))).toThrow(/expected raw DEFLATE/);
  expect(() => fromRedirect(base64(deflateSync(xml)))).toThrow(/expected raw DEFLATE/);
});

test("bytes that are not UTF-8 are refused", () => {
  expect(() => fromPost(base64(Buffer.from([0x3c, 0xff])))).toThrow(/expected UTF-8/);
  expect(() => fromRedirect(base64(deflateRawSync(Buffer.from([0x3c, 0xff]))))).toThrow(/expected UTF-8/);
});

describe("length", () => {
  test("up to the limit is taken, and one byte more is not", () => {
    const [longest, longer] = [limit, limit + 1].map((length) => "a".repeat(length));
    expect(fromPost(base64(longest!))).toHaveLength(limit);
    expect(fromRedirect(base64(deflateRawSync(longest!)))).toHaveLength(limit);
    expect(() => fromPost(base64(longer!))).toThrow(/at most 65536 bytes/);
    expect(() => fromRedirect(base64(deflateRawSync(longer!)))).toThrow(/at most 65536 bytes/);
  });

  test("of 50 MB out of 50 KB is refused without being inflated whole", () => {
    const bomb = base64(deflateRawSync(Buffer.alloc(50 * 1024 * 1024)));
    expect(() => fromRedirect(bomb)).toThrow(/at most 65536 bytes/);
    // zlib itself gave up at the limit: what is too long after inflating is found without a cause.
    expect(() => fromRedirect(bomb)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: "ERR_BUFFER_TOO_LARGE" }) }) as unknown as Error,
    );
  });
});
