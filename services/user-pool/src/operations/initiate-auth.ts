import { z } from "zod";
import type { SignInUses } from "../challenges/sign-in-step.ts";
import type { AuthFlow } from "../config/user-pool-client.ts";
import type { GrantUses } from "../grants/grant-type.ts";
import type { Uses } from "../world.ts";
import { customFlow, passwordFlow, srpFlow } from "./auth-flows.ts";
import { authMembers } from "./auth-members.ts";
import { authParameters } from "./auth-parameters.ts";
import { InvalidParameter } from "./failures.ts";
import { foundClient, foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { refreshFlow } from "./refresh-flow.ts";
import { clientId } from "./shapes.ts";
import { signInAnswer } from "./sign-in-answer.ts";

/** What a client must be allowed for each flow, and the flow; that of REFRESH_TOKEN_AUTH is no sign-in. */
const flows: Readonly<Record<string, { readonly needs: AuthFlow; readonly begin: typeof passwordFlow | undefined }>> = {
  USER_PASSWORD_AUTH: { needs: "ALLOW_USER_PASSWORD_AUTH", begin: passwordFlow },
  CUSTOM_AUTH: { needs: "ALLOW_CUSTOM_AUTH", begin: customFlow },
  USER_SRP_AUTH: { needs: "ALLOW_USER_SRP_AUTH", begin: srpFlow },
  REFRESH_TOKEN_AUTH: { needs: "ALLOW_REFRESH_TOKEN_AUTH", begin: undefined },
  REFRESH_TOKEN: { needs: "ALLOW_REFRESH_TOKEN_AUTH", begin: undefined },
};

export type AuthUses = SignInUses & Uses<"records"> & Omit<GrantUses, "codes">;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth = operation({
  input: z.object({ ...authMembers, ClientId: clientId }),
  signed: false,
  leftOut: {
    Session: "only choice-based sign-in has one here",
    flows: "`USER_AUTH`; `CUSTOM_AUTH` that begins with SRP",
  },
  ignored: ["AnalyticsMetadata", "UserContextData"],
  unconfirmed: "the wording of refusals",
  async run({ AuthFlow, ClientId, AuthParameters, ClientMetadata }, uses: AuthUses) {
    const client = await foundClient(ClientId, uses);
    const flow = Object.hasOwn(flows, AuthFlow) ? flows[AuthFlow] : undefined;
    if (!flow || !client.authFlows.includes(flow.needs))
      throw new InvalidParameter(`${AuthFlow} flow not enabled for this client`);
    const parameters = authParameters(AuthParameters);
    if (!flow.begin) return refreshFlow(client, parameters, uses);
    const pool = await foundPool(client.poolId, uses);
    const place = { pool, client, by: "api", clientMetadata: ClientMetadata } as const;
    return signInAnswer(await flow.begin(place, parameters, uses), client, uses);
  },
});
