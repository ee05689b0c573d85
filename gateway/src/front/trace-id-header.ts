import { randomBytes } from "node:crypto";

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const fields: Readonly<Record<string, RegExp>> = {
  Root: /^1-[0-9a-f]{8}-[0-9a-f]{24}$/,
  Self: /^1-[0-9a-f]{8}-[0-9a-f]{24}$/,
  Parent: /^[0-9a-f]{16}$/,
  Sampled: /^[01?]$/,
  /** https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html */
  Lineage: /^[0-9a-f:|]{1,255}$/,
};

/**
 * The value of X-Amzn-Trace-Id. A client's own goes on, so that its trace and the services' are one, and a request
 * without one gets a new one (https://docs.aws.amazon.com/xray/latest/devguide/xray-services-apigateway.html; recorded on
 * AWS, localstack's test_invocation_trace_id 2024-08-07). Fields of no documented form end here: services read the header
 * as one that AWS wrote.
 * @param given what the client sent under that name.
 * @param time milliseconds since the epoch.
 */
export const traceIdHeader = (given: readonly string[], time: number): string => {
  const [header = "", ...more] = given;
  const kept = header.split(";").filter(isKnown);
  const names = kept.map((field) => field.split("=")[0]);
  const isOne = more.length === 0 && names.includes("Root") && new Set(names).size === names.length;
  return isOne ? kept.join(";") : newTraceId(time);
};

const isKnown = (field: string) => {
  const [, name = "", value = ""] = /^(\w+)=(.*)$/.exec(field) ?? [];
  return Object.hasOwn(fields, name) && fields[name]?.test(value);
};

const newTraceId = (time: number) =>
  `Root=1-${Math.floor(time / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
