/** Waits until something holds, and fails where it does not within `milliseconds`. */
export const until = async (holds: () => boolean, milliseconds = 5_000): Promise<void> => {
  for (const deadline = performance.now() + milliseconds; !holds(); ) {
    if (performance.now() > deadline) throw new Error(`it did not come about within ${milliseconds} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
