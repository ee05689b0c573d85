/** How a snapshot differs from the one that was written before: `-` lines that went, `+` lines that came; "" for none. */
export const difference = (before: string, after: string): string => {
  const [was, is] = [linesIn(before), linesIn(after)];
  const [gone, come] = [was.filter((line) => !is.includes(line)), is.filter((line) => !was.includes(line))];
  const changed = [...new Set([...is, ...was].map(subjectOf))].map((subject) => [
    ...gone.filter((line) => subjectOf(line) === subject).map((line) => `- ${line}\n`),
    ...come.filter((line) => subjectOf(line) === subject).map((line) => `+ ${line}\n`),
  ]);
  return changed.flat().join("");
};

const linesIn = (text: string) => text.split("\n").filter((line) => line !== "");

/** Who it is of, and which route: what stands in the first columns. */
const subjectOf = (line: string) => /^(.*? {2,}\S+ +\S+) {2}/.exec(line)?.[1] ?? line;
