import { describe, expect, test } from "@jest/globals";
import { answer, expected, modes, now, outcome, sign, swap } from "./testing/answers.ts";

const alice = "alice@example.com";
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
const clock = (seconds: number) => ({ now: new Date(now.getTime() + seconds * 1_000) });

describe.each(modes)("TIME, %s signed", (what) => {
  const issued = `ID="_assertion" Version="2.0" IssueInstant="${at(0)}"`;
  const responseIssued = ` Version="2.0" IssueInstant="${at(0)}" Destination`;
  const confirmed = (value: string) =>
    swap(answer(), `SubjectConfirmationData NotOnOrAfter="${at(300)}"`, `SubjectConfirmationData${value}`);
  const until = (value: string) => confirmed(` NotOnOrAfter="${value}"`);
  const conditions = (value: string) => swap(answer(), /<saml:Conditions [^>]*>/, `<saml:Conditions ${value}>`);
  const session = (value: string) => swap(answer(), /SessionNotOnOrAfter="[^"]*"/, `SessionNotOnOrAfter="${value}"`);

  test.each<[string, string, string]>([
    ["control: as issued", answer(), alice],
    ["confirmed until within the skew", until(at(-59)), alice],
    ["confirmed until the end of the skew", until(at(-60)), "SAML_RESPONSE_EXPIRED"],
    ["confirmed until before the skew", until(at(-61)), "SAML_RESPONSE_EXPIRED"],
    ["confirmed without an end", confirmed(""), "SAML_TIME_INVALID"],
    ["confirmed until the year 9999", until("9999-12-31T23:59:59Z"), "SAML_TIME_INVALID"],
    ["confirmed until the year 1969", until("1969-12-31T23:59:59Z"), "SAML_RESPONSE_EXPIRED"],
    ["confirmed until a time with an offset", until("2026-11-23T14:05:00+02:00"), "SAML_TIME_INVALID"],
    ["confirmed until a time without a zone", until("2026-11-23T12:05:00"), "SAML_TIME_INVALID"],
    ["confirmed until NaN", until("NaN"), "SAML_TIME_INVALID"],
    ["conditions from 31 September", conditions(`NotBefore="2026-09-31T12:00:00Z"`), "SAML_TIME_INVALID"],
    ["conditions from 30 September", conditions(`NotBefore="2026-09-30T12:00:00Z"`), alice],
    ["confirmed from a time on", confirmed(` NotBefore="${at(-10)}" NotOnOrAfter="${at(300)}"`), "SAML_TIME_INVALID"],
    ["conditions from within the skew", conditions(`NotBefore="${at(60)}"`), alice],
    ["conditions from after the skew", conditions(`NotBefore="${at(61)}"`), "SAML_RESPONSE_NOT_YET_VALID"],
    ["conditions until within the skew", conditions(`NotOnOrAfter="${at(-59)}"`), alice],
    ["conditions until before the skew", conditions(`NotOnOrAfter="${at(-61)}"`), "SAML_RESPONSE_EXPIRED"],
    ["conditions without times", conditions(""), alice],
    ["conditions until the year 9999", conditions(`NotOnOrAfter="9999-12-31T23:59:59Z"`), "SAML_TIME_INVALID"],
    ["conditions until NaN", conditions(`NotOnOrAfter="NaN"`), "SAML_TIME_INVALID"],
    ["session until before the skew", session(at(-61)), "SAML_RESPONSE_EXPIRED"],
    ["session until within the skew", session(at(-59)), alice],
    ["session without an end", swap(answer(), / SessionNotOnOrAfter="[^"]*"/, ""), alice],
    ["assertion issued a day ago", swap(answer(), issued, issued.replace(at(0), at(-86_400))), "SAML_RESPONSE_EXPIRED"],
    [
      "assertion issued within five minutes and the skew",
      swap(answer(), issued, issued.replace(at(0), at(-359))),
      alice,
    ],
    ["assertion issued before that", swap(answer(), issued, issued.replace(at(0), at(-360))), "SAML_RESPONSE_EXPIRED"],
    [
      "assertion issued in the future",
      swap(answer(), issued, issued.replace(at(0), at(61))),
      "SAML_RESPONSE_NOT_YET_VALID",
    ],
    ["assertion issued at no time", swap(answer(), issued, `ID="_assertion" Version="2.0"`), "SAML_TIME_INVALID"],
    [
      "response issued a day ago",
      swap(answer(), responseIssued, responseIssued.replace(at(0), at(-86_400))),
      "SAML_RESPONSE_EXPIRED",
    ],
    [
      "response issued in the future",
      swap(answer(), responseIssued, responseIssued.replace(at(0), at(61))),
      "SAML_RESPONSE_NOT_YET_VALID",
    ],
    ["response issued at no time", swap(answer(), responseIssued, ` Version="2.0" Destination`), "SAML_TIME_INVALID"],
  ])("%s", async (_name, xml, result) => expect(await outcome(sign(xml, what))).toBe(result));
});

describe("the clock and the skew are those that are passed in", () => {
  const signed = sign(answer());
  test.each<[string, object, string]>([
    ["five minutes and 59 seconds later", clock(359), alice],
    ["six minutes later", clock(360), "SAML_RESPONSE_EXPIRED"],
    ["a minute earlier", clock(-60), alice],
    ["more than a minute earlier", clock(-61), "SAML_RESPONSE_NOT_YET_VALID"],
    ["just in time, no skew allowed", { ...clock(299), skew: 0 }, alice],
    ["at the very end, no skew allowed", { ...clock(300), skew: 0 }, "SAML_RESPONSE_EXPIRED"],
    ["no skew allowed, a second early", { ...clock(-1), skew: 0 }, "SAML_RESPONSE_NOT_YET_VALID"],
    ["a shorter age allowed", { ...clock(90), maximumAge: 30 }, "SAML_RESPONSE_EXPIRED"],
  ])("%s", async (_name, change, result) => expect(await outcome(signed, { ...expected, ...change })).toBe(result));
});
