/** `17/Jun/2024:15:02:03 +0000`, in UTC (the CLF format of `$context.requestTime`). */
export const requestTime = (time: number): string => {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(time).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
};
