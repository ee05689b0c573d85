import { describe, expect, test } from "@jest/globals";
import type { ConditionKeys } from "./condition.ts";
import { evaluate } from "./evaluate.ts";
import { parsePolicy } from "./parse-policy.ts";

const arn = "arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/trades/1";
const topic = "arn:aws:sns:eu-west-1:123456789012:finance/a:b";

/** Keys of a request. `aws:VpcSourceIp` is not among them: nobody can tell it. */
const keys: ConditionKeys = {
  "aws:SourceIp": "192.0.2.7",
  "aws:SourceVpce": null,
  "aws:UserAgent": "curl/8",
  "aws:Referer": "",
  "aws:CurrentTime": "2026-11-23T12:00:00.000Z",
  "aws:EpochTime": "1795435200",
  "aws:SecureTransport": "true",
  "aws:SourceArn": topic,
  "aws:MultiFactorAuthAge": "12.5",
  "aws:TagKeys": ["team", "stage"],
  "aws:CalledVia": [],
  "aws:One": ["team"],
};

/** Whether an Allow and whether a Deny with the condition applies: they differ where it cannot be decided. */
const both = (Condition: object, asked = keys) => {
  const decision = (...effects: string[]) => {
    const Statement = effects.map((Effect, index) => ({
      Effect,
      Action: "*",
      Resource: "*",
      ...(index ? {} : { Condition }),
    }));
    return evaluate(parsePolicy({ Statement }), { action: "a:B", resource: arn, conditions: asked }).decision;
  };
  return [decision("Allow") === "allow", decision("Deny", "Allow") === "explicitDeny"];
};

const holds = [true, true];
const holdsNot = [false, false];
const undecided = [false, true];

type Row = readonly [operator: string, key: string, values: unknown, outcome: boolean[]];

const tables: Readonly<Record<string, readonly Row[]>> = {
  "a text": [
    ["StringEquals", "aws:UserAgent", "curl/8", holds],
    ["StringEquals", "aws:UserAgent", "Curl/8", holdsNot],
    ["StringEquals", "aws:UserAgent", "curl/*", holdsNot],
    ["StringEquals", "aws:Referer", "", holds],
    ["StringNotEquals", "aws:UserAgent", "Curl/8", holds],
    ["StringNotEquals", "aws:UserAgent", "curl/8", holdsNot],
    ["StringEqualsIgnoreCase", "aws:UserAgent", "CURL/8", holds],
    ["StringEqualsIgnoreCase", "aws:UserAgent", "CURL/9", holdsNot],
    ["StringNotEqualsIgnoreCase", "aws:UserAgent", "CURL/8", holdsNot],
    ["StringNotEqualsIgnoreCase", "aws:UserAgent", "CURL/9", holds],
    ["StringLike", "aws:UserAgent", "c?rl/*", holds],
    ["StringLike", "aws:UserAgent", "C?rl/*", holdsNot],
    ["StringLike", "aws:UserAgent", "curl", holdsNot],
    ["StringNotLike", "aws:UserAgent", "curl/*", holdsNot],
    ["StringNotLike", "aws:UserAgent", "wget/*", holds],
  ],
  "a number": [
    ["NumericEquals", "aws:EpochTime", 1795435200, holds],
    ["NumericEquals", "aws:EpochTime", "1795435200.0", holds],
    ["NumericEquals", "aws:EpochTime", "1795435201", holdsNot],
    ["NumericNotEquals", "aws:EpochTime", "1795435201", holds],
    ["NumericNotEquals", "aws:EpochTime", "1795435200", holdsNot],
    ["NumericLessThan", "aws:MultiFactorAuthAge", "12.6", holds],
    ["NumericLessThan", "aws:MultiFactorAuthAge", "12.5", holdsNot],
    ["NumericLessThan", "aws:MultiFactorAuthAge", "9", holdsNot],
    ["NumericLessThanEquals", "aws:MultiFactorAuthAge", "12.5", holds],
    ["NumericLessThanEquals", "aws:MultiFactorAuthAge", "-13", holdsNot],
    ["NumericGreaterThan", "aws:MultiFactorAuthAge", "9", holds],
    ["NumericGreaterThan", "aws:MultiFactorAuthAge", "12.5", holdsNot],
    ["NumericGreaterThanEquals", "aws:MultiFactorAuthAge", "12.5", holds],
    ["NumericGreaterThanEquals", "aws:MultiFactorAuthAge", "100", holdsNot],
    ["NumericEquals", "aws:EpochTime", "", undecided],
    ["NumericLessThan", "aws:EpochTime", "0x7fffffffff", undecided],
    ["NumericLessThan", "aws:EpochTime", "9e99", undecided],
    ["NumericLessThan", "aws:EpochTime", "Infinity", undecided],
    ["NumericLessThan", "aws:EpochTime", "soon", undecided],
    ["NumericLessThan", "aws:EpochTime", "9007199254740993", undecided],
    ["NumericGreaterThan", "aws:UserAgent", "0", undecided],
  ],
  "a time": [
    ["DateEquals", "aws:CurrentTime", "2026-11-23T12:00Z", holds],
    ["DateEquals", "aws:CurrentTime", "2026-11-23T13:00:00+01:00", holds],
    ["DateEquals", "aws:CurrentTime", "1795435200", holds],
    ["DateEquals", "aws:EpochTime", "2026-11-23T12:00:00.000Z", holds],
    ["DateEquals", "aws:CurrentTime", "2026-11-23", holdsNot],
    ["DateNotEquals", "aws:CurrentTime", "2026-11-23", holds],
    ["DateNotEquals", "aws:CurrentTime", "2026-11-23T12:00:00Z", holdsNot],
    ["DateLessThan", "aws:CurrentTime", "2026-12", holds],
    ["DateLessThan", "aws:CurrentTime", "2026-11-23T12:00:00Z", holdsNot],
    ["DateLessThan", "aws:CurrentTime", 1795435201, holds],
    ["DateLessThanEquals", "aws:CurrentTime", "2026-11-23T12:00:00Z", holds],
    ["DateLessThanEquals", "aws:CurrentTime", "2026-11-23T11:59:59.999Z", holdsNot],
    ["DateGreaterThan", "aws:CurrentTime", "2026-11-23T11:59:59Z", holds],
    ["DateGreaterThan", "aws:CurrentTime", "2026-11-23T12:00:00Z", holdsNot],
    ["DateGreaterThanEquals", "aws:CurrentTime", "2026-11-23T12:00:00Z", holds],
    ["DateGreaterThanEquals", "aws:CurrentTime", "2027-01-01", holdsNot],
    ["DateGreaterThan", "aws:CurrentTime", "0", holds],
    ["DateGreaterThan", "aws:CurrentTime", "2024-02-29", holds],
    ["DateGreaterThan", "aws:CurrentTime", "2026-02-29", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "2026-02-30T00:00:00Z", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "2026-11-22T24:00:00Z", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "2026-11-22T12:00:00", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "2026-11-22T12:00:00+99:00", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "1 Jan 2020", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "2020", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "tomorrow", undecided],
    ["DateGreaterThan", "aws:CurrentTime", "2026-*", undecided],
    ["DateGreaterThan", "aws:UserAgent", "2026-11-23", undecided],
  ],
  "true and false": [
    ["Bool", "aws:SecureTransport", true, holds],
    ["Bool", "aws:SecureTransport", "TRUE", holds],
    ["Bool", "aws:SecureTransport", "false", holdsNot],
    ["Bool", "aws:SecureTransport", "yes", undecided],
    ["Bool", "aws:UserAgent", "curl/8", undecided],
  ],
  bytes: [
    ["BinaryEquals", "aws:UserAgent", Buffer.from("curl/8").toString("base64"), holds],
    ["BinaryEquals", "aws:UserAgent", Buffer.from("curl/9").toString("base64"), holdsNot],
    ["BinaryEquals", "aws:UserAgent", "curl/8", undecided],
    ["BinaryEquals", "aws:UserAgent", "Y3VybC84=", undecided],
  ],
  "an address": [
    ["IpAddress", "aws:SourceIp", "192.0.2.0/24", holds],
    ["IpAddress", "aws:SourceIp", "192.0.2.77/24", holds],
    ["IpAddress", "aws:SourceIp", "192.0.2.7", holds],
    ["IpAddress", "aws:SourceIp", "192.0.2.7/32", holds],
    ["IpAddress", "aws:SourceIp", "0.0.0.0/0", holds],
    ["IpAddress", "aws:SourceIp", "::ffff:192.0.2.0/120", holds],
    ["IpAddress", "aws:SourceIp", "192.0.2.8", holdsNot],
    ["IpAddress", "aws:SourceIp", "192.0.2.8/29", holdsNot],
    ["IpAddress", "aws:SourceIp", "::/0", holdsNot],
    ["NotIpAddress", "aws:SourceIp", "198.51.100.0/24", holds],
    ["NotIpAddress", "aws:SourceIp", "192.0.2.0/24", holdsNot],
    ["IpAddress", "aws:SourceIp", "192.0.2.0/33", undecided],
    ["IpAddress", "aws:SourceIp", "192.0.2.0/", undecided],
    ["IpAddress", "aws:SourceIp", "192.0.2.0/24/24", undecided],
    ["IpAddress", "aws:SourceIp", "192.0.2.0/-1", undecided],
    ["IpAddress", "aws:SourceIp", "192.0.2", undecided],
    ["IpAddress", "aws:SourceIp", "192.0.2.*", undecided],
    ["IpAddress", "aws:SourceIp", "::ffff:192.0.2.0/90", undecided],
    ["NotIpAddress", "aws:SourceIp", "somewhere", undecided],
    ["IpAddress", "aws:UserAgent", "0.0.0.0/0", undecided],
  ],
  "an ARN": [
    ["ArnEquals", "aws:SourceArn", topic, holds],
    ["ArnEquals", "aws:SourceArn", "arn:aws:sns:*:123456789012:finance/*", holds],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-?:*:*", holds],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:123456789012:finance/?:b", holds],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:123456789012:Finance/*", holdsNot],
    ["ArnLike", "aws:SourceArn", "arn:aws:*:123456789012:finance/a:b", holdsNot],
    ["StringLike", "aws:SourceArn", "arn:aws:*:123456789012:finance/a:b", holds],
    ["ArnLike", "aws:SourceArn", "arn:*:eu-west-1:123456789012:finance/a:b:c", holdsNot],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:*", undecided],
    ["ArnNotLike", "aws:SourceArn", "arn:aws:sqs:*:*:*", holds],
    ["ArnNotEquals", "aws:SourceArn", "arn:aws:sns:*:*:*", holdsNot],
    ["ArnNotEquals", "aws:SourceArn", "arn:aws:sqs:*:*:*", holds],
    ["ArnNotLike", "aws:SourceArn", topic, holdsNot],
    ["ArnLike", "aws:SourceArn", "*", undecided],
    ["ArnNotLike", "aws:UserAgent", "arn:aws:sns:*:*:*", undecided],
  ],
  "several values of the policy": [
    ["StringEquals", "aws:UserAgent", ["wget/1", "curl/8"], holds],
    ["StringEquals", "aws:UserAgent", ["wget/1", "wget/2"], holdsNot],
    ["StringNotEquals", "aws:UserAgent", ["wget/1", "wget/2"], holds],
    ["StringNotEquals", "aws:UserAgent", ["wget/1", "curl/8"], holdsNot],
    ["IpAddress", "aws:SourceIp", ["::1/128", "192.0.2.7"], holds],
    ["IpAddress", "aws:SourceIp", ["nowhere", "192.0.2.7"], holds],
    ["IpAddress", "aws:SourceIp", ["nowhere", "192.0.2.8"], undecided],
    ["NotIpAddress", "aws:SourceIp", ["nowhere", "192.0.2.7"], holdsNot],
    ["StringEquals", "aws:UserAgent", [], holdsNot],
    ["StringNotEquals", "aws:UserAgent", [], undecided],
  ],
  "a key that the request does not have": [
    ["StringEquals", "aws:SourceVpce", "x", holdsNot],
    ["StringLike", "aws:SourceVpce", "*", holdsNot],
    ["StringNotEquals", "aws:SourceVpce", "x", holds],
    ["NotIpAddress", "aws:SourceVpce", "192.0.2.0/24", holds],
    ["ArnNotLike", "aws:SourceVpce", "arn:aws:sns:*:*:*", holds],
    ["Bool", "aws:SourceVpce", "false", holdsNot],
    ["StringEqualsIfExists", "aws:SourceVpce", "x", holds],
    ["StringNotEqualsIfExists", "aws:SourceVpce", "x", holds],
    ["BoolIfExists", "aws:SourceVpce", "true", holds],
    ["StringEqualsIfExists", "aws:UserAgent", "x", holdsNot],
    ["StringEqualsIfExists", "aws:UserAgent", "curl/8", holds],
    ["StringEquals", "aws:CalledVia", "x", holdsNot],
    ["Null", "aws:SourceVpce", true, holds],
    ["Null", "aws:SourceVpce", "false", holdsNot],
    ["Null", "aws:CalledVia", "true", holds],
    ["Null", "aws:UserAgent", "false", holds],
    ["Null", "aws:UserAgent", "TRUE", holdsNot],
    ["Null", "aws:UserAgent", [true, false], holds],
    ["Null", "aws:UserAgent", "perhaps", undecided],
    ["Null", "aws:Referer", "true", undecided],
    ["Null", "aws:Referer", "false", undecided],
    ["NullIfExists", "aws:SourceVpce", "true", undecided],
    ["ForAnyValue:Null", "aws:SourceVpce", "true", undecided],
  ],
  "all values of a key": [
    ["ForAllValues:StringEquals", "aws:TagKeys", ["team", "stage", "cost"], holds],
    ["ForAllValues:StringEquals", "aws:TagKeys", ["team", "cost"], holdsNot],
    ["ForAllValues:StringLike", "aws:TagKeys", ["t*", "s*"], holds],
    ["ForAllValues:StringNotEquals", "aws:TagKeys", ["cost", "owner"], holds],
    ["ForAllValues:StringNotEquals", "aws:TagKeys", ["team", "owner"], holdsNot],
    ["ForAllValues:StringEquals", "aws:UserAgent", ["curl/8"], holds],
    ["ForAllValues:StringEquals", "aws:UserAgent", ["curl/9"], holdsNot],
    ["ForAllValues:StringEquals", "aws:CalledVia", "x", holds],
    ["ForAllValues:StringEquals", "aws:SourceVpce", "x", holds],
    ["ForAllValues:StringEqualsIfExists", "aws:SourceVpce", "x", holds],
    ["ForAllValues:StringNotEquals", "aws:SourceVpce", "x", holds],
    ["ForAllValues:StringEquals", "aws:Referer", "x", holds],
  ],
  "any value of a key": [
    ["ForAnyValue:StringEquals", "aws:TagKeys", ["cost", "stage"], holds],
    ["ForAnyValue:StringEquals", "aws:TagKeys", ["cost", "owner"], holdsNot],
    ["ForAnyValue:StringNotEquals", "aws:TagKeys", ["team", "owner"], holds],
    ["ForAnyValue:StringNotEquals", "aws:TagKeys", ["team", "stage"], holdsNot],
    ["ForAnyValue:StringLike", "aws:UserAgent", ["x", "curl*"], holds],
    ["ForAnyValue:StringEquals", "aws:CalledVia", "x", holdsNot],
    ["ForAnyValue:StringEquals", "aws:SourceVpce", "x", holdsNot],
    ["ForAnyValue:StringNotEquals", "aws:SourceVpce", "x", holdsNot],
    ["ForAnyValue:StringLike", "aws:Referer", "*", holdsNot],
    ["ForAnyValue:StringEqualsIfExists", "aws:SourceVpce", "x", undecided],
    ["ForAnyValue:StringEqualsIfExists", "aws:TagKeys", "team", holds],
  ],
  "a key with several values and no word about how": [
    ["StringEquals", "aws:TagKeys", ["team", "stage"], undecided],
    ["StringNotEquals", "aws:TagKeys", "x", undecided],
    ["StringEquals", "aws:One", "team", holds],
    ["StringEquals", "aws:One", "stage", holdsNot],
  ],
  "what is not supported": [
    ["StringMatches", "aws:UserAgent", "curl/8", undecided],
    ["stringequals", "aws:UserAgent", "curl/8", undecided],
    ["BinaryNotEquals", "aws:UserAgent", "Y3VybC84", undecided],
    ["constructor", "aws:UserAgent", "curl/8", undecided],
    ["ForSomeValues:StringEquals", "aws:UserAgent", "curl/8", undecided],
    ["IpAddress", "aws:VpcSourceIp", "0.0.0.0/0", undecided],
    ["IpAddressIfExists", "aws:VpcSourceIp", "0.0.0.0/0", undecided],
    ["Null", "aws:VpcSourceIp", "true", undecided],
    ["StringEquals", "constructor", "x", undecided],
    ["StringLike", "aws:UserAgent", "${aws:username}*", undecided],
    ["StringNotLike", "aws:UserAgent", ["x", "${aws:username}"], undecided],
  ],
};

describe.each(Object.entries(tables))("a condition on %s", (_what, rows) => {
  test.each(rows)("%s %s %j: Allow, Deny apply: %j", (operator, key, values, outcome) => {
    expect(both({ [operator]: { [key]: values } })).toEqual(outcome);
  });
});

describe("an IPv6 client", () => {
  test.each([
    ["2001:db8:1234:5678::9", "2001:DB8:1234:5678::/64", holds],
    ["2001:db8:1234:5678::9", "2001:db8:1234:5678:0:0:0:9", holds],
    ["2001:db8:1234:5678::9", "::/0", holds],
    ["2001:db8:1234:5678::9", "2001:db8:8000::/33", holdsNot],
    ["2001:db8:1234:5678::9", "0.0.0.0/0", holdsNot],
    ["2001:db8:1234:5678::9", "2001:db8::/129", undecided],
    ["::ffff:192.0.2.7", "192.0.2.0/24", holds],
    ["::ffff:c000:207", "192.0.2.0/24", holds],
    ["::ffff:192.0.2.7", "::/0", holdsNot],
    ["fe80::1%eth0", "fe80::/10", undecided],
    ["fe80::1", "fe80::1%eth0/10", undecided],
  ])("%s and the range %s: %j", (address, range, outcome) => {
    expect(both({ IpAddress: { "aws:SourceIp": range } }, { "aws:SourceIp": address })).toEqual(outcome);
  });
});

describe("several conditions", () => {
  const agent = { StringLike: { "aws:UserAgent": "curl/*" } };
  test.each<[string, object, boolean[]]>([
    ["none", {}, holds],
    ["two that hold", { ...agent, Null: { "aws:SourceVpce": true } }, holds],
    ["two keys of one operator", { StringLike: { "aws:UserAgent": "curl/*", "aws:SourceIp": "192.*" } }, holds],
    ["one of two", { ...agent, Null: { "aws:SourceVpce": false } }, holdsNot],
    ["one that is undecided", { ...agent, StringMatches: { "aws:UserAgent": "x" } }, undecided],
    [
      "one undecided, one that does not hold",
      { ...agent, ArnLike: { "aws:SourceIp": "x" }, Bool: { "aws:SecureTransport": false } },
      holdsNot,
    ],
  ])("%s", (_what, condition, outcome) => {
    expect(both(condition)).toEqual(outcome);
  });
});

test.each([
  ["aws:sourceip", "AWS:SourceIP"],
  ["AWS:SOURCEIP", "aws:SourceIp"],
])("the key %s is the key %s", (asked, given) => {
  expect(both({ IpAddress: { [asked]: "192.0.2.0/24" } }, { [given]: "192.0.2.7" })).toEqual(holds);
  expect(both({ IpAddress: { [asked]: "198.51.100.0/24" } }, { [given]: "192.0.2.7" })).toEqual(holdsNot);
});
