/** Runs a command, which says how it ends; what it throws is told in its words, and ends it with 2. */
export const endedBy = async (command: () => number | Promise<number>): Promise<void> => {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${told(error as Error)}\n`);
    process.exitCode = 2;
  }
};

const told = ({ message, cause }: Error) => (cause instanceof Error ? `${message}: ${cause.message}` : message);
