import { z } from "zod";
import { isOwnPath, ownPath } from "../administration/own-paths.ts";
import { basePathModes } from "../openapi/base-path.ts";
import { rate, stageThrottling } from "../throttling/throttling-file.ts";
import { apiKey, planFaults, usagePlan } from "../usage-plans/usage-plans-file.ts";
import { stageVariables } from "./stage-variables.ts";
import { targets } from "./targets.ts";

const isNobodysPath = (name: string) => !isOwnPath(`/${name}`);
const theGatewaysOwn = `the gateway answers for itself under ${ownPath}`;

const stage = z.strictObject({
  name: z
    .string()
    .regex(/^(?:[A-Za-z0-9_-]{1,128}|\$default)$/, "expected a stage name: letters, digits, _ and -")
    .refine(isNobodysPath, theGatewaysOwn),
  variables: stageVariables.default({}),
  throttling: stageThrottling.default({ routes: {} }),
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
  accessLog: z
    .strictObject({
      format: z.string().min(1),
      /** `stdout`, or a file relative to this one. */
      destination: z.string().min(1, "expected stdout or a file"),
    })
    .optional(),
  targets: targets.default({}),
});

const api = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{10}$/, "expected ten lower-case letters and digits, as API ids have"),
  /** The OpenAPI file, relative to this one. */
  definition: z.string().min(1),
  /** Found out from the definition where it is not said. */
  kind: z.enum(["REST", "HTTP"]).optional(),
  basePath: z.enum(basePathModes).default("ignore"),
  /** How a denial by a statement is told: in AWS's words since about 2025, or in the ones before. */
  explicitDeny: z
    .enum(["with an explicit deny in an identity-based policy", "with an explicit deny"])
    .default("with an explicit deny in an identity-based policy"),
  /** How one by a statement of the resource policy is told. Unconfirmed: which of them AWS says by now. */
  resourcePolicyDeny: z
    .enum(["with an explicit deny", "with an explicit deny in a resource-based policy"])
    .default("with an explicit deny"),
  stages: z.array(stage).min(1),
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html */
const mapping = z.strictObject({
  basePath: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9$._+!*'()-]+(?:\/[A-Za-z0-9$._+!*'()-]+)*)?$/,
      "expected segments such as v1 or trading/v1, or nothing",
    )
    .refine(isNobodysPath, theGatewaysOwn)
    .default(""),
  api: z.string(),
  stage: z.string(),
});

const domain = z.strictObject({
  /** Without a port. `localhost` also stands for the loopback addresses. */
  name: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, "expected a host name without a port")
    .refine(
      (name) => !name.includes(".execute-api."),
      "expected a name of your own: *.execute-api.* are the APIs' own",
    ),
  mappings: z.array(mapping).min(1),
});

/** `config/apis.yaml`: the APIs, their stages, and where each is reached. */
export const apisFile = z
  .strictObject({
    apis: z.array(api).min(1),
    domains: z.array(domain).default([]),
    apiKeys: z.array(apiKey).default([]),
    usagePlans: z.array(usagePlan).default([]),
    /** Of all APIs together, in place of what a region grants an account. */
    accountThrottling: rate.optional(),
  })
  .superRefine(({ apis, domains, apiKeys, usagePlans }, context) => {
    const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    for (const { path, message } of planFaults({ apis, apiKeys, usagePlans })) fault(path, message);
    const unique = (values: readonly string[], path: PropertyKey[], member: string) => {
      for (const [index, value] of values.entries())
        if (values.indexOf(value) < index)
          fault([...path, index, member], `${value === "" ? "none" : value} is given twice`);
    };
    unique(
      apis.map(({ id }) => id),
      ["apis"],
      "id",
    );
    unique(
      domains.map(({ name }) => name),
      ["domains"],
      "name",
    );
    for (const [index, { stages }] of apis.entries())
      unique(
        stages.map(({ name }) => name),
        ["apis", index, "stages"],
        "name",
      );
    for (const [at, { mappings }] of domains.entries()) {
      unique(
        mappings.map(({ basePath }) => basePath),
        ["domains", at, "mappings"],
        "basePath",
      );
      for (const [index, given] of mappings.entries()) {
        const path = ["domains", at, "mappings", index];
        const stages = apis.find(({ id }) => id === given.api)?.stages.map(({ name }) => name);
        if (!stages)
          fault([...path, "api"], `there is no API ${given.api}; expected ${apis.map(({ id }) => id).join(" or ")}`);
        else if (!stages.includes(given.stage))
          fault(
            [...path, "stage"],
            `the API ${given.api} has no stage ${given.stage}; expected ${stages.join(" or ")}`,
          );
      }
    }
  });

export type ApisFile = z.output<typeof apisFile>;
