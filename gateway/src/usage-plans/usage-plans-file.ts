import { z } from "zod";
import { rate, ratesByRoute } from "../throttling/throttling-file.ts";

const name = z.string().min(1);

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html */
export const keyValue = z.string().regex(/^[\x21-\x7e]{20,128}$/, "expected 20 to 128 printable characters");

/** What clients send as `x-api-key`: the `value`, or that of a variable in the `environment`, so that no file holds it. */
export const apiKey = z
  .strictObject({
    name,
    value: keyValue.optional(),
    environment: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, "expected the name of a variable")
      .optional(),
    enabled: z.boolean().default(true),
  })
  .refine(
    ({ value, environment }) => (value === undefined) !== (environment === undefined),
    "expected value or environment",
  );

const periods = ["DAY", "WEEK", "MONTH"] as const;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html */
const quota = z
  .strictObject({
    limit: z.int().min(1),
    period: z.enum(periods),
    /** Days after the period's first one (a Sunday, the first of the month) on which it begins. */
    offset: z.int().min(0).default(0),
  })
  .refine(
    ({ period, offset }) => offset <= { DAY: 0, WEEK: 6, MONTH: 27 }[period],
    "expected an offset of 0 for DAY, up to 6 for WEEK, up to 27 for MONTH",
  );

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlan.html */
export const usagePlan = z.strictObject({
  name,
  stages: z.array(
    z.strictObject({
      api: z.string(),
      stage: z.string(),
      /** Of single routes, in place of the plan's. */
      throttle: ratesByRoute.default({}),
    }),
  ),
  throttle: rate.optional(),
  quota: quota.optional(),
  /** Names of API keys. */
  keys: z.array(name),
});

export type ApiKey = z.output<typeof apiKey>;
export type UsagePlan = z.output<typeof usagePlan>;
export type Quota = z.output<typeof quota>;

interface File {
  readonly apiKeys: readonly ApiKey[];
  readonly usagePlans: readonly UsagePlan[];
  readonly apis: readonly { readonly id: string; readonly stages: readonly { readonly name: string }[] }[];
}

/**
 * Finds names that lead nowhere or to two places: a key that is in no list, a stage that is not there or that one plan
 * lists twice, and a key in two plans of one stage, which API Gateway refuses as well.
 */
export const planFaults = ({
  apiKeys,
  usagePlans,
  apis,
}: File): readonly { path: PropertyKey[]; message: string }[] => [
  ...repeated(
    apiKeys.map((key) => key.name),
    "apiKeys",
    "name",
  ),
  ...repeated(
    apiKeys.map((key, index) => key.value ?? `${key.environment ?? index}`),
    "apiKeys",
    "value",
  ),
  ...repeated(
    usagePlans.map((plan) => plan.name),
    "usagePlans",
    "name",
  ),
  ...usagePlans.flatMap((plan, at) => [
    ...plan.keys.flatMap((key, index) =>
      apiKeys.some((each) => each.name === key)
        ? []
        : [{ path: ["usagePlans", at, "keys", index], message: `there is no API key ${key} in apiKeys` }],
    ),
    ...plan.stages.flatMap(({ api, stage }, index) =>
      apis.find(({ id }) => id === api)?.stages.some((each) => each.name === stage)
        ? []
        : [{ path: ["usagePlans", at, "stages", index], message: `there is no API ${api} with a stage ${stage}` }],
    ),
    ...listedTwice(plan, at),
    ...usagePlans.slice(0, at).flatMap((earlier) => shared(plan, earlier, at)),
  ]),
];

/** The value itself may be a secret; its place says enough. */
const repeated = (values: readonly string[], list: string, member: string) =>
  values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? [
          {
            path: [list, index, member],
            message: `is given twice, the first time in ${list}[${values.indexOf(value)}]`,
          },
        ]
      : [],
  );

type Place = UsagePlan["stages"][number];

const isAt =
  ({ api, stage }: Place) =>
  (each: Place) =>
    each.api === api && each.stage === stage;

/** Of two limits for one stage the first alone would count. */
const listedTwice = ({ stages }: UsagePlan, at: number) =>
  stages.flatMap((place, index) =>
    stages.findIndex(isAt(place)) < index
      ? [
          {
            path: ["usagePlans", at, "stages", index],
            message: `the stage ${place.stage} of ${place.api} is listed twice`,
          },
        ]
      : [],
  );

const shared = (plan: UsagePlan, earlier: UsagePlan, at: number) => {
  const places = plan.stages.filter((place) => earlier.stages.some(isAt(place)));
  if (places.length === 0) return [];
  return plan.keys.flatMap((key, index) =>
    earlier.keys.includes(key)
      ? [
          {
            path: ["usagePlans", at, "keys", index],
            message: `${key} is in the plan ${earlier.name} of stage ${places[0]?.stage} as well: one plan for a key and a stage`,
          },
        ]
      : [],
  );
};
