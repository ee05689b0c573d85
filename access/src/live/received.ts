import type { Trial } from "@gatehouse/gateway/trials/trial.ts";
import type { Judgement } from "../judge.ts";

/** What a trial says of a row. Only the authorizer's own no is a `deny`; a failure or a token that is not taken is neither. */
export const received = ({
  route,
  refusal,
  decision,
}: Trial): { readonly received: string; readonly because: string } => {
  const because = typeof decision.reason === "string" ? decision.reason : JSON.stringify(decision);
  if (route === null) return { received: "no route", because };
  const word: Judgement["received"] | undefined =
    refusal === null ? "allow" : refusal.status === 403 && decision.refusal === "ACCESS_DENIED" ? "deny" : undefined;
  return { received: word ?? `${refusal?.status} ${refusal?.body}`, because };
};
