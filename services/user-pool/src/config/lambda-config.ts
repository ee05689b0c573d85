import { functionArn } from "@gatehouse/lambda/functions/function-arn.ts";
import { z } from "zod";
import { only, unsupported } from "./unsupported.ts";

/** The triggers that are named by an ARN alone. Their names stand in the messages of what they refuse. */
const byArn = [
  "PreSignUp",
  "CustomMessage",
  "PostConfirmation",
  "PreAuthentication",
  "PostAuthentication",
  "DefineAuthChallenge",
  "CreateAuthChallenge",
  "VerifyAuthChallengeResponse",
  "PreTokenGeneration",
  "UserMigration",
] as const;

export type TriggerName = (typeof byArn)[number] | "InboundFederation";

const functions = Object.fromEntries(byArn.map((name) => [name, functionArn.optional()])) as Record<
  (typeof byArn)[number],
  z.ZodOptional<typeof functionArn>
>;

/**
 * Which function answers for which trigger.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_LambdaConfigType.html
 */
export const lambdaConfig = z
  .strictObject({
    ...functions,
    PreTokenGenerationConfig: z
      .strictObject({ LambdaVersion: z.enum(["V1_0", "V2_0", "V3_0"]), LambdaArn: functionArn })
      .optional(),
    InboundFederation: z
      .strictObject({ LambdaVersion: only("V1_0", "there is no other version"), LambdaArn: functionArn })
      .optional(),
    ...unsupported("KMSKeyID", "CustomEmailSender", "CustomSMSSender"),
  })
  .refine(
    ({ PreTokenGeneration: arn, PreTokenGenerationConfig: config }) => !arn || !config || arn === config.LambdaArn,
    { path: ["PreTokenGeneration"], message: "expected the LambdaArn of PreTokenGenerationConfig, or none" },
  );

export type LambdaConfig = z.output<typeof lambdaConfig>;

export interface Triggers {
  /** ARNs. */
  readonly functions: Readonly<Partial<Record<TriggerName, string>>>;
  /** The version of the events that PreTokenGeneration is given. */
  readonly tokenGeneration: 1 | 2 | 3;
}

const versions = { V1_0: 1, V2_0: 2, V3_0: 3 } as const;

export const triggersOf = (config: LambdaConfig = {}): Triggers => {
  const { PreTokenGenerationConfig: tokens, InboundFederation: federation } = config;
  const named = [
    ...byArn.map((name) => [name, config[name]] as const),
    ...(tokens ? [["PreTokenGeneration", tokens.LambdaArn] as const] : []),
    ["InboundFederation", federation?.LambdaArn] as const,
  ];
  return {
    functions: Object.fromEntries(named.filter(([, arn]) => arn !== undefined)),
    tokenGeneration: versions[tokens?.LambdaVersion ?? "V1_0"],
  };
};

/** Each function that is named, and where. */
export const functionsNamed = (config: LambdaConfig = {}): { readonly arn: string; readonly path: string[] }[] =>
  Object.entries(config).flatMap(([name, value]) => {
    if (typeof value === "string") return [{ arn: value, path: [name] }];
    return value === undefined ? [] : [{ arn: value.LambdaArn, path: [name, "LambdaArn"] }];
  });
