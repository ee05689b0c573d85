import type { Sample } from "./samples.ts";

/** What stands in the columns of a kind of API. */
export type Support = "yes" | "in part" | "ignored" | "no" | "none on AWS";

export interface Feature {
  readonly area: string;
  readonly name: string;
  readonly rest: Support;
  readonly http: Support;
  /** What is left out, or what happens instead. */
  readonly note?: string;
  /** Where it stands in this repository. */
  readonly file?: string;
  readonly source: string;
}

/** A comment in the code that says what nobody could confirm. */
export interface Doubt {
  readonly file: string;
  readonly text: string;
}

interface Told {
  readonly features: readonly Feature[];
  readonly stricter: readonly (readonly [what: string, why: string])[];
  readonly gatewayResponses: Readonly<
    Record<string, { readonly status: number; readonly errorType: string; readonly message: string | null }>
  >;
  readonly doubts: readonly Doubt[];
}

/** What became of a sample: taken, taken with a warning and without effect, or refused with a reason. */
export interface Imported {
  readonly rest: readonly [Support, reason?: string];
  readonly http: readonly [Support, reason?: string];
}

export const featureOf = ({ area, name, source }: Sample, { rest, http }: Imported): Feature => {
  const reasons = [rest, http].map(([, reason]) => reason).filter((reason) => reason !== undefined);
  const note = [...new Set(reasons)].join("; ");
  return { area, name, rest: rest[0], http: http[0], ...(note ? { note } : {}), source };
};

/** docs/support-api-gateway.md. */
export const supportTable = ({ features, stricter, gatewayResponses, doubts }: Told): string => `# Amazon API Gateway

What the gateway takes from an OpenAPI file, and what it does. This is generated: whether something is taken was found out by importing a
file that holds it, and the last list is what the code's own comments say. A test fails when this page is out of date, and says how to write
it anew. "Ignored" is taken without effect, as API Gateway does or with a warning; "no" is refused at the start, with line and field, or is
not there.

${[...Map.groupBy(features, ({ area }) => area)].map(([area, all]) => section(area, all)).join("\n\n")}

## Gateway responses of REST APIs

| type | status | \`x-amzn-ErrorType\` | message |
| --- | --- | --- | --- |
${Object.entries(gatewayResponses)
  .map(
    ([type, { status, errorType, message }]) => `| ${type} | ${status} | ${errorType} | ${cell(message ?? "`null`")} |`,
  )
  .join("\n")}

## Stricter than API Gateway

| what | why |
| --- | --- |
${stricter.map(([what, why]) => `| ${cell(what)} | ${cell(why)} |`).join("\n")}

## Unconfirmed

What is done without anybody having seen the real service do it.

| where | what |
| --- | --- |
${doubts.map(({ file, text }) => `| [${nameOf(file)}](../${file}) | ${cell(text)} |`).join("\n")}
`;

const section = (area: string, all: readonly Feature[]) => `## ${area}

| | REST | HTTP | |
| --- | --- | --- | --- |
${all.map(row).join("\n")}`;

const row = ({ name, rest, http, note, file, source }: Feature) => {
  const told = [...(note ? [note] : []), ...(file ? [`[code](../${file})`] : []), `[AWS](${source})`].join(" · ");
  return `| ${cell(name)} | ${rest} | ${http} | ${cell(told)} |`;
};

const cell = (text: string) => text.replaceAll("|", "\\|");

const nameOf = (file: string) => file.split("/").at(-1);

/**
 * The doubts in a source: comments with the word "Unconfirmed", in one line each.
 * @param file its path in the repository.
 */
export const doubtsIn = (file: string, source: string): readonly Doubt[] =>
  [...source.matchAll(/\/\*\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n?)+/gm)].flatMap(([comment]) => {
    const text = comment
      .replaceAll(/^\s*(?:\/\*\*|\*\/|\*|\/\/) ?|\*\/\s*$/gm, "")
      .replaceAll(/\s+/g, " ")
      .trim();
    return isDoubt(text) ? [{ file, text: doubtIn(text) }] : [];
  });

const isDoubt = (text: string) => /\bunconfirmed\b/i.test(text);

/** What a comment says without its links, and of its tags only those that hold the doubt, where the text before them does not. */
const doubtIn = (comment: string): string => {
  const words = comment.replaceAll(/\s*(?:\(https:\/\/[^\s)]+\)|https:\/\/\S+)/g, "");
  const [text = "", ...tags] = words.split(/(?:^|\s)@(?=(?:param|throws|returns)\b)/);
  const telling = isDoubt(text) ? [text] : [text, ...tags.filter(isDoubt).map(withoutTag)];
  return telling.join(" ").trim();
};

const withoutTag = (tag: string) =>
  tag.replace(/^throws (?:\{\w+\} )?/, "Refused: ").replace(/^(?:param \w+|returns) /, "");
