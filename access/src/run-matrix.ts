import { judge } from "./judge.ts";
import type { MatrixRow } from "./matrix-file.ts";
import type { Result } from "./result.ts";
import type { World } from "./world.ts";

/** Judges every row by the files alone, at `now` (milliseconds since 1970) where it names no time. */
export const runMatrix = (rows: readonly MatrixRow[], world: World, now: number): readonly Result[] =>
  rows.map((row) => {
    const { received, because } = judge(row, world, now);
    return { row, received, because, outcome: received === row.expected ? "as expected" : "different" };
  });
