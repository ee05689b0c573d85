import { z } from "zod";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_ThrottleSettings.html */
export const rate = z.strictObject({
  rateLimit: z.number().min(0, "expected requests a second, 0 or more"),
  burstLimit: z.int().min(0, "expected a number of requests, 0 or more"),
});

/** `GET /trades/{tradeId}`, as routes are named; `$default` of HTTP APIs as well. */
export const ratesByRoute = z.record(
  z.string().regex(/^(?:(?:[A-Z]+) \/\S*|\$default)$/, "expected a route such as GET /trades/{tradeId}"),
  rate,
);

/** A stage's throttling: of every route, and of single ones in its place. */
export const stageThrottling = rate
  .partial()
  .extend({ routes: ratesByRoute.default({}) })
  .strict()
  .refine(
    ({ rateLimit, burstLimit }) => (rateLimit === undefined) === (burstLimit === undefined),
    "expected rateLimit and burstLimit, or neither",
  );

export type StageThrottling = z.output<typeof stageThrottling>;
