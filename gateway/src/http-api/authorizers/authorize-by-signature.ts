import { alone, type Ruling, silence, withIdentity } from "@gatehouse/iam-policy/authorization-flow.ts";
import { decisionBy } from "../../authorizers/decision.ts";
import { questionOf } from "../../authorizers/judge.ts";
import { noteSigner } from "../../authorizers/note-signer.ts";
import { type SignaturePorts, signingCredential } from "../../authorizers/signing-credential.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Credential } from "../../signatures/credential.ts";
import { httpAuthorizerIam } from "../../signatures/event-identity.ts";
import { judgePrincipal } from "../../signatures/judge-principal.ts";
import { SignatureRefused } from "../../signatures/signature-refused.ts";
import type { Asked, IamAuthorization } from "../exchange.ts";
import { Refusal } from "../refusal.ts";

/**
 * Lets a request through that is signed by somebody whose own policies allow it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 * @throws {Refusal} a 403 without a word on what is wrong.
 */
export const authorizeBySignature = async (
  asked: Asked,
  facts: Facts,
  ports: SignaturePorts,
): Promise<IamAuthorization> => {
  const signer = await authenticated(asked, facts, ports);
  const { resource } = questionOf(asked);
  const decision = decisionBy({ ruling: rulingOn(signer, asked), arn: resource, principalId: signer.principal.arn });
  noteSigner(decision, decision.reason, facts);
  if (decision.effect !== "allow") throw new Refusal("ACCESS_DENIED", decision.reason);
  return { kind: "iam", ...httpAuthorizerIam(signer) };
};

const authenticated = async (asked: Asked, facts: Facts, ports: SignaturePorts) => {
  try {
    return await signingCredential(asked, facts, ports);
  } catch (error) {
    if (!(error instanceof SignatureRefused)) throw error;
    throw new Refusal("ACCESS_DENIED", `the signature is refused: ${error.reason}`);
  }
};

/** An HTTP API has no resource policy, which alone could let somebody of another account in. */
const rulingOn = (signer: Credential, asked: Asked): Ruling => {
  const evaluation = judgePrincipal(signer, questionOf(asked));
  return signer.principal.accountId === asked.stage.accountId
    ? alone("identity", evaluation)
    : withIdentity(evaluation, silence, false);
};
