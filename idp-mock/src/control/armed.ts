/** What endpoints do wrong from now on, by name. */
export interface Armed {
  names(): readonly string[];
  arm(names: readonly string[]): void;
}

export const armedInMemory = (): Armed => {
  let armed: readonly string[] = [];
  return {
    names: () => armed,
    arm(names) {
      armed = names;
    },
  };
};
