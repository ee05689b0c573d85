import { alone, type Ruling, withIdentity } from "@gatehouse/iam-policy/authorization-flow.ts";
import { denialMessage } from "@gatehouse/iam-policy/denial-message.ts";
import { decisionBy } from "../../authorizers/decision.ts";
import { questionOf } from "../../authorizers/judge.ts";
import { noteSigner } from "../../authorizers/note-signer.ts";
import { type SignaturePorts as Ports, signingCredential } from "../../authorizers/signing-credential.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Credential } from "../../signatures/credential.ts";
import { restIdentity } from "../../signatures/event-identity.ts";
import { judgePrincipal } from "../../signatures/judge-principal.ts";
import { SignatureRefused } from "../../signatures/signature-refused.ts";
import type { IamAuthorization } from "../exchange.ts";
import { GatewayRefusal } from "../refusal.ts";
import { judgeResource } from "../resource-policy/judge-resource.ts";
import type { ResourcePolicyPorts } from "../resource-policy/require-allowed.ts";
import { notAuthorized } from "./ending-of.ts";
import type { Asked } from "./identity.ts";

export interface SignaturePorts extends Ports, ResourcePolicyPorts {
  /** What follows the message where a statement of the caller's own policies denies. */
  readonly explicitDeny: string;
}

/**
 * Lets a request through that is signed by somebody whom their own policies and the API's resource policy allow it: in
 * the API's account one of them must, from another account both.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
 * @throws {GatewayRefusal} 403.
 */
export const authorizeBySignature = async (
  asked: Asked,
  facts: Facts,
  ports: SignaturePorts,
): Promise<IamAuthorization> => {
  const caller = await authenticated(asked, facts, ports);
  const authorization = { kind: "iam" as const, identity: restIdentity(caller) };
  const ruling = rulingOn(caller, asked, ports);
  const decision = decisionBy({ ruling, arn: questionOf(asked).resource, principalId: caller.principal.arn });
  noteSigner(decision, notAuthorized, facts);
  if (ruling.decision === "allow") return authorization;
  const message = deniedMessage({ ...ruling, decision: ruling.decision }, caller, asked, ports);
  throw new GatewayRefusal("ACCESS_DENIED", decision.reason, { message, authorization });
};

const authenticated = async (asked: Asked, facts: Facts, ports: SignaturePorts) => {
  try {
    return await signingCredential(asked, facts, ports);
  } catch (error) {
    if (!(error instanceof SignatureRefused)) throw error;
    const { responseType, reason, status, errorType, message } = error;
    throw new GatewayRefusal(responseType, reason, { status, errorType, message });
  }
};

const rulingOn = (caller: Credential, asked: Asked, { resourcePolicy }: SignaturePorts): Ruling => {
  const own = judgePrincipal(caller, questionOf(asked));
  const isSameAccount = caller.principal.accountId === asked.stage.accountId;
  if (isSameAccount && !resourcePolicy) return alone("identity", own);
  return withIdentity(own, judgeResource(resourcePolicy, asked, caller), isSameAccount);
};

type Denial = Ruling & { readonly decision: Exclude<Ruling["decision"], "allow"> };

const deniedMessage = ({ decision, by }: Denial, caller: Credential, asked: Asked, ports: SignaturePorts) => {
  const isOfTheCaller = by.some(({ policy }) => policy === "identity");
  return denialMessage({
    ...questionOf(asked),
    decision,
    caller: caller.principal.arn,
    policies: isOfTheCaller ? "identity-based" : "resource-based",
    explicitDenySuffix: ` ${isOfTheCaller ? ports.explicitDeny : ports.resourcePolicyDeny}`,
  });
};
