import { describe, expect, test } from "@jest/globals";
import { signingTime } from "./signing-time.ts";

const now = Date.UTC(2027, 0, 15, 8) + 999;
const time = (date: string, expires?: string) => signingTime({ date, expires }, now);

describe("a time is accepted:", () => {
  test.each<[string, string | undefined, string]>([
    ["20270115T080000Z", undefined, "20270115T080000Z"],
    ["20270115T075500Z", undefined, "20270115T075500Z"],
    ["20270115T080500Z", undefined, "20270115T080500Z"],
    ["20270115T075500Z", "300", "20270115T075500Z"],
    ["20270115T075500Z", "604800", "20270115T075500Z"],
    ["20270115T075900Z", "60", "20270115T075900Z"],
    ["20270115T075959Z", "1", "20270115T075959Z"],
    ["Fri, 15 Jan 2027 08:00:00 GMT", undefined, "20270115T080000Z"],
  ])("%s with X-Amz-Expires %s", (date, expires, signed) => {
    expect(time(date, expires)).toBe(signed);
  });
});

describe("a time is too early or too late:", () => {
  test.each<[string, string | undefined, string]>([
    [
      "20270115T075459Z",
      undefined,
      "Signature expired: 20270115T075459Z is now earlier than 20270115T075500Z (20270115T080000Z - 5 min.)",
    ],
    [
      "20200115T080000Z",
      undefined,
      "Signature expired: 20200115T080000Z is now earlier than 20270115T075500Z (20270115T080000Z - 5 min.)",
    ],
    [
      "20270115T075459Z",
      "604800",
      "Signature expired: 20270115T075459Z is now earlier than 20270115T075500Z (20270115T080000Z - 5 min.)",
    ],
    [
      "20270115T075859Z",
      "60",
      "Signature expired: 20270115T075859Z is now earlier than 20270115T075900Z (20270115T080000Z - 1 min.)",
    ],
    [
      "20270115T075958Z",
      "1",
      "Signature expired: 20270115T075958Z is now earlier than 20270115T075959Z (20270115T080000Z - 1 sec.)",
    ],
    [
      "20270115T080501Z",
      undefined,
      "Signature not yet current: 20270115T080501Z is still later than 20270115T080500Z (20270115T080000Z + 5 min.)",
    ],
    [
      "20270115T080501Z",
      "604800",
      "Signature not yet current: 20270115T080501Z is still later than 20270115T080500Z (20270115T080000Z + 5 min.)",
    ],
  ])("%s with X-Amz-Expires %s", (date, expires, message) => {
    expect(() => time(date, expires)).toThrow(
      expect.objectContaining({ errorType: "InvalidSignatureException", message }),
    );
  });
});

describe("is no time:", () => {
  test.each([
    "201",
    "",
    "2027-01-15T08:00:00Z",
    "20270115T080000",
    "20270115T080000z",
    "20270115T080000Z,20270115T080000Z",
    "20270230T080000Z",
    "20271301T080000Z",
    "20270115T250000Z",
    "Thu, 15 Jan 2027 08:00:00 GMT",
    "15 Jan 2027 08:00:00 GMT",
    "1800000000",
  ])("%j", (date) => {
    expect(() => time(date)).toThrow(
      expect.objectContaining({
        errorType: "IncompleteSignatureException",
        message: `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
      }),
    );
  });
});

test.each(["", "0", "-1", "604801", "1e3", "60s", "60.5", "9999999"])("X-Amz-Expires %j is no lifetime", (expires) => {
  expect(() => time("20270115T080000Z", expires)).toThrow(/X-Amz-Expires must be a number of seconds from 1 to 604800/);
  expect(time("20270115T080000Z", "60")).toBe("20270115T080000Z");
});
