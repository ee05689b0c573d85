import { z } from "zod";

/** The name of a private host, with a port if need be, or its origin where that says more. */
const target = z
  .string()
  .regex(
    /^(?:https?:\/\/)?[A-Za-z0-9._-]+(?::\d{1,5})?$/,
    "expected a private host such as trades, or https://trades:8443",
  );

/**
 * Where the things behind VPC links are locally, for HTTP APIs, which name them by ARN: the listeners of load balancers
 * and Cloud Map services. A key is an ARN, or a pattern of ARNs in which `*` stands for anything.
 */
export const targets = z.record(
  z.string().regex(/^(?:\*|arn:[^\s]+)$/, "expected an ARN, or a pattern of ARNs such as arn:*:listener/app/trades/*"),
  target,
);

export type Targets = Readonly<z.output<typeof targets>>;
