import { askAuthorizer } from "@gatehouse/gateway/trials/ask-gateway.ts";
import type { MatrixRow } from "../matrix-file.ts";
import type { Result } from "../result.ts";
import { received } from "./received.ts";
import type { RunningStack } from "./running-stack.ts";
import { type SignedIn, signInAs } from "./sign-in-as.ts";

/**
 * Asks the authorizer of a running stack about every row, with the user's own token and no service behind. What a row
 * assumes and the running stack does not bear out, such as another time, leaves the row out.
 * @throws {Error} where the stack does not answer.
 */
export const runLive = async (rows: readonly MatrixRow[], stack: RunningStack): Promise<readonly Result[]> => {
  const users = new Map<string, SignedIn | string>();
  const results: Result[] = [];
  for (const row of rows) {
    const user = users.get(row.username) ?? (row.at === null ? await signInAs(row.username, stack.outputs) : "");
    if (row.at === null) users.set(row.username, user);
    results.push({ row, ...(await outcomeOf(row, user, stack)) });
  }
  return results;
};

type Outcome = Omit<Result, "row">;

const outcomeOf = async (row: MatrixRow, user: SignedIn | string, stack: RunningStack): Promise<Outcome> => {
  if (row.at !== null) return leftOut("it is for another time than now");
  if (typeof user === "string") return { outcome: "different", received: "nothing was asked", because: user };
  const otherwise = assumedWrongly(row, user);
  if (otherwise !== undefined) return leftOut(otherwise);
  const { method, path } = row;
  const headers = [["Authorization", `Bearer ${user.accessToken}`]] as const;
  const answer = received(await askAuthorizer({ method, path, host: "localhost", headers }, stack.administration));
  return { ...answer, outcome: answer.received === row.expected ? "as expected" : "different" };
};

const leftOut = (because: string): Outcome => ({ outcome: "left out", received: "nothing was asked", because });

/** What the row says of the user and the user's tokens do not; undefined where they agree. */
const assumedWrongly = ({ groups, attributes }: MatrixRow, user: SignedIn) => {
  const missing = groups.find((group) => !user.groups.includes(group));
  if (missing !== undefined) return `the user's token is not in the group ${missing}`;
  const other = Object.entries(attributes).find(([name, value]) => user.attributes[name] !== value);
  return other && `the user's ${other[0]} is not ${other[1]}`;
};
