/** Breaks the running system from outside, and mends it. */
export interface Control {
  /** Until `startDatabase`, the database answers nobody. */
  stopDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
  /**
   * Kills every process without warning and starts all again, on the same ports and data.
   * @param ahead seconds by which the clocks of the parts, but not the database's, then run ahead
   */
  restartAll(ahead?: number): Promise<void>;
}

const cannot = () => {
  throw new Error("this system was started by somebody else and cannot be broken: leave GATEHOUSE_OUTPUTS unset");
};

export const uncontrolled: Control = { stopDatabase: cannot, startDatabase: cannot, restartAll: cannot };
