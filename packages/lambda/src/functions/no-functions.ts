import type { Functions } from "./functions.ts";

/**
 * The functions of a process that was given no list of them.
 * @param setting the variable that would name one
 */
export const noFunctions = (setting: string): Functions => {
  const refused = async (arn: string) =>
    ({ kind: "unavailable", reason: `${setting} is not set, and nothing says what ${arn} is` }) as const;
  return {
    file: `no file, since ${setting} is not set,`,
    arns: new Set(),
    invoke: refused,
    stream: refused,
    load: async () => {},
    close: async () => {},
  };
};
