import { type Ruling, silence, withIdentity } from "@gatehouse/iam-policy/authorization-flow.ts";
import { type Decision, decisionBy, note } from "../../authorizers/decision.ts";
import { questionOf } from "../../authorizers/judge.ts";
import { methodArn } from "../../authorizers/method-arn.ts";
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
  const ruling = rulingOn(signer, asked);
  const decision = decisionBy({ ruling, arn: methodArn(asked), principalId: signer.principal.arn });
  note(decision, facts);
  noteStep(decision, facts);
  if (decision.effect !== "allow") throw new Refusal("ACCESS_DENIED", decision.reason);
  return { kind: "iam", ...httpAuthorizerIam(signer) };
};

const authenticated = async (asked: Asked, { steps }: Facts, ports: SignaturePorts) => {
  const started = performance.now();
  const end = (status: number, error: string | null) => {
    steps.authenticate = { started, latency: performance.now() - started, status, error };
  };
  try {
    const signer = await signingCredential(asked, ports);
    end(200, null);
    return signer;
  } catch (error) {
    if (!(error instanceof SignatureRefused)) throw error;
    end(error.status, error.message);
    throw new Refusal("ACCESS_DENIED", `the signature is refused: ${error.reason}`);
  }
};

/** An HTTP API has no resource policy, which alone could let somebody of another account in. */
const rulingOn = (signer: Credential, asked: Asked): Ruling =>
  withIdentity(
    judgePrincipal(signer, questionOf(asked)),
    silence,
    signer.principal.accountId === asked.stage.accountId,
  );

const noteStep = ({ effect, reason }: Decision, { steps }: Facts) => {
  const [status, error] = effect === "allow" ? [200, null] : [403, reason];
  steps.authorize = { started: performance.now(), latency: 0, status, error };
};
