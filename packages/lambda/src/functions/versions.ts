import type { Code, LoadCode } from "./code.ts";

/** The code that a function runs at a time. */
export interface Versions {
  /** @returns the code for the next event, or what is wrong with it. */
  current(): Promise<Code | string>;
  close(): Promise<void>;
}

/** Code that is loaded when it is needed first, and stays. What could not be loaded is tried again with the next event. */
export const loadedOnce = (load: LoadCode): Versions => {
  let loading: Promise<Code | string> | undefined;
  return {
    async current() {
      loading ??= load();
      const code = await loading;
      if (typeof code === "string") loading = undefined;
      return code;
    },
    async close() {
      const code = await loading;
      if (typeof code === "object") await code.close();
    },
  };
};
