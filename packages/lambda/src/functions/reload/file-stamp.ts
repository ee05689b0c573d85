import { statSync } from "node:fs";
import { stat } from "node:fs/promises";

/** Hears of a file that code is made of, and of its stamp, before it is read. */
export type Saw = (path: string, stamp: string) => void;

/** What changes with a file. Times and sizes are true in every kind of mount, which file events are not. */
export const stampOf = (path: string): string => {
  try {
    return written(statSync(path));
  } catch (error) {
    return unreadable(error);
  }
};

/** @returns those of the files that have another stamp now. */
export const changedSince = async (stamps: ReadonlyMap<string, string>): Promise<readonly string[]> => {
  const looked = [...stamps].map(async ([path, stamp]) => {
    const now = await stat(path).then(written, unreadable);
    return now === stamp ? [] : [path];
  });
  return (await Promise.all(looked)).flat();
};

const written = ({ mtimeMs, size }: { mtimeMs: number; size: number }) => `${mtimeMs} ${size}`;

const unreadable = (error: unknown) => String((error as NodeJS.ErrnoException).code);
