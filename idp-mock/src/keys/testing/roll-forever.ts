// Rolls the keys of a folder over, step by step, until it is killed; a line after each step.
import { keysOnDisk } from "../keys.ts";

const next = { "at rest": "announce", announced: "use", used: "retire" } as const;
const [, , folder = ""] = process.argv;
const keys = keysOnDisk(folder);
for (;;) {
  const { phase } = await keys.rollOver();
  await keys.step(next[phase]);
  process.stdout.write(`${next[phase]}\n`);
}
