import type { MatrixRow } from "./matrix-file.ts";

/** What became of a row. */
export interface Result {
  readonly row: Pick<MatrixRow, "text" | "place" | "expected">;
  /** `left out`: nothing was asked, and nothing is claimed. */
  readonly outcome: "as expected" | "different" | "left out";
  /** `allow`, `deny`, or what came in their place. */
  readonly received: string;
  /** The rule that decided, what is missing, or why nothing was asked. */
  readonly because: string;
}

/** Whether a matrix holds. A run in which nothing was asked has shown nothing. */
export const holds = (results: readonly Result[]): boolean =>
  results.every(({ outcome }) => outcome !== "different") && results.some(({ outcome }) => outcome === "as expected");

/** What is not as expected, row by row, then what was left out, then how many there are of each. */
export const written = (results: readonly Result[]): string => {
  const those = (outcome: Result["outcome"]) => results.filter((result) => result.outcome === outcome);
  const [different, leftOut] = [those("different"), those("left out")];
  return `${[...different.map(difference), ...leftOut.map(omission)].join("")}${counted(results.length, "row")}, ${different.length} not as expected, ${leftOut.length} left out\n`;
};

const difference = ({ row, received, because }: Result) =>
  `${row.place}  ${row.text}\n  - expected  ${row.expected}\n  + received  ${received}\n    because   ${because}\n\n`;

const omission = ({ row, because }: Result) => `${row.place}  ${row.text}\n    left out  ${because}\n\n`;

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
