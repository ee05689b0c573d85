import type { Opinion, Ruling } from "./authorization-flow.ts";

const owners = {
  authorizer: "the authorizer's policy",
  identity: "the caller's policy",
  resource: "the API's resource policy",
} as const;

/** Why a request is allowed or refused, in words for logs and traces: which statement of which policy decided. */
export const explain = ({ by }: Ruling): string => by.map(opinion).join(", ");

const opinion = ({ policy, decision, statement, sid, undecided = [] }: Opinion) => {
  const verdict =
    statement === null
      ? `no statement of ${owners[policy]} allows`
      : `statement ${sid ?? statement} of ${owners[policy]} ${decision === "allow" ? "allows" : "denies"}`;
  const doubts = undecided.map(({ statement, because }) => `${because.join(" and ")} in statement ${statement}`);
  return doubts.length > 0 ? `${verdict} (undecided: ${doubts.join(", ")})` : verdict;
};
