import type { Principal, Principals, Signer } from "./resource-policy.ts";
import { every, not, some, type Truth } from "./truth.ts";

/**
 * Whether a statement speaks of the caller; null for everybody who did not sign the request for IAM. What only IAM can
 * tell is unknown.
 * @param byAccount whether naming the caller's account names the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const speaksOf = ({ except, named }: Principals, signer: Signer | null, byAccount: boolean): Truth =>
  except ? not(isExempt(named, signer)) : some(named.map((principal) => isNamed(principal, signer, byAccount)));

const isNamed = (principal: Principal, signer: Signer | null, byAccount: boolean): Truth => {
  if (principal.kind === "everybody") return true;
  if (principal.kind === "unknown") return "unknown";
  if (principal.kind === "identity") return signer?.arns.includes(principal.arn) ?? false;
  return byAccount && principal.accountId === signer?.accountId;
};

/**
 * `NotPrincipal` spares a caller whose account, role and session are all in it. Where one of them is missing AWS may or
 * may not spare the caller, and warns of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
const isExempt = (named: readonly Principal[], signer: Signer | null): Truth => {
  if (!signer) return some(named.map((principal) => isNamed(principal, null, true)));
  const names = [{ ...signer, arns: [] }, ...signer.arns.map((arn) => ({ accountId: "", arns: [arn] }))];
  const listed = names.map((name) => some(named.map((principal) => isNamed(principal, name, true))));
  return some(listed) === every(listed) ? every(listed) : "unknown";
};
