/** What goes wrong from now on, by name. */
export interface Armed {
  names(): readonly string[];
  arm(names: readonly string[]): void;
  /** Back to what it was at the start. */
  reset(): void;
}

export const armedInMemory = (atStart: readonly string[] = []): Armed => {
  let armed = atStart;
  return {
    names: () => armed,
    arm(names) {
      armed = names;
    },
    reset() {
      armed = atStart;
    },
  };
};
