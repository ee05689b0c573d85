import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { LambdaConfig } from "../../config/lambda-config.ts";
import { poolOf, userPool } from "../../config/user-pool.ts";
import type { User } from "../../user.ts";
import type { TriggerUses } from "../invoke-trigger.ts";

export const poolId = "us-west-2_AbCdEfGh1";
export const arnOf = (name: string) => `arn:aws:lambda:us-west-2:000000000000:function:${name}`;

/** An event as a function is given it. */
export interface SeenEvent {
  readonly arn: string;
  readonly timeout: number;
  readonly event: { readonly request: object; readonly response: object } & Readonly<Record<string, unknown>>;
}

/** A pool with triggers, whose functions answer as the test says, and what they were given. */
export const poolWithTriggers = (
  config: LambdaConfig,
  answer: (event: SeenEvent["event"]) => FunctionOutcome,
): { readonly uses: TriggerUses; readonly seen: SeenEvent[] } => {
  const pool = poolOf(userPool.parse({ Id: poolId, PoolName: "tests", LambdaConfig: config }));
  const seen: SeenEvent[] = [];
  const records = { findPool: async (id: string) => (id === poolId ? pool : undefined) } as TriggerUses["records"];
  return {
    seen,
    uses: {
      records,
      async invokeFunction(arn, event, timeout) {
        seen.push({ arn, event: event as SeenEvent["event"], timeout });
        return answer(event as SeenEvent["event"]);
      },
    },
  };
};

/** A function that returns its event with this in the response. */
export const responding =
  (response: object = {}) =>
  (event: object): FunctionOutcome => ({
    kind: "result",
    value: { ...event, response: { ...(event as { response: object }).response, ...response } },
  });

/** A federated user, as profiles of SAML users are. */
export const alice: User = {
  poolId,
  username: "CorpSAML_alice",
  sub: "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a",
  status: "EXTERNAL_PROVIDER",
  identities: [
    {
      provider: "CorpSAML",
      userId: "alice",
      issuer: "https://sts.example.com/",
      primary: true,
      createdAt: new Date(1_677_271_809_693),
    },
  ],
  attributes: { email: "alice@example.com", email_verified: "false" },
  groups: [`${poolId}_CorpSAML`],
  roles: [],
  enabled: true,
  createdAt: new Date(1_677_271_809_693),
  modifiedAt: new Date(1_677_271_809_693),
  tokensNotBefore: undefined,
};

/** What events show of her. */
export const aliceShown = {
  sub: alice.sub,
  "cognito:user_status": "EXTERNAL_PROVIDER",
  identities:
    '[{"userId":"alice","providerName":"CorpSAML","providerType":"SAML","issuer":"https://sts.example.com/","primary":true,"dateCreated":1677271809693}]',
  email: "alice@example.com",
  email_verified: "false",
};
