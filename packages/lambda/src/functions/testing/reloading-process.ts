import { functionsIn } from "../functions.ts";
import { withoutId } from "./without-id.ts";

// A process that invokes the functions of a list for the test that started it: the module loader of Jest, which stands
// in for that of Node.js in tests, takes no hooks. Arguments: the list, and whether to load anew.

const [file = "", reload] = process.argv.slice(2);
const said = (level: string) => (about: object, message: string) =>
  void process.send?.({ log: { level, message, ...about } });
const functions = functionsIn(file, { reload: reload === "reload", log: { info: said("info"), warn: said("warn") } });

process.on("message", async ({ id, arn, event }: { id: number; arn: string; event: unknown }) => {
  process.send?.({ id, outcome: await withoutId(functions.invoke(arn, event, 20_000)) });
});
process.on("disconnect", () => void functions.close());
