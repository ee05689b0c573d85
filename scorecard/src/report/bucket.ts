const limits = [10, 50, 100];

/** A time in milliseconds as roughly as it is the same on most machines. */
export const bucket = (ms: number): string => {
  const limit = limits.find((most) => ms <= most);
  return limit === undefined ? `> ${limits.at(-1)} ms` : `≤ ${limit} ms`;
};

/** The document without what differs from one machine, and from one run, to another. */
export const withoutTimes = (document: string): string => document.replace(/[≤>] \d+ ms/g, "… ms");
