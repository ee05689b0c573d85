import { openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";
import { functionArn } from "./function-arn.ts";

/** A function whose handler runs here. */
export interface HandlerEntry {
  readonly arn: string;
  /** `path#export`, the path relative to the file that lists it. */
  readonly handler: string;
  readonly runtime: "process" | "worker";
  /** The function's own time-out, beside that of its caller. */
  readonly timeoutSeconds: number | undefined;
  readonly memoryMegabytes: number;
}

/** A function behind a Lambda Invoke API. */
export interface UrlEntry {
  readonly arn: string;
  readonly url: string;
}

const whole = (unit: string, least: number, most: number) => {
  const error = `expected a whole number of ${unit} from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).optional();
};

const entry = z
  .strictObject({
    arn: functionArn,
    handler: z
      .string()
      .regex(/^[^#]+#[A-Za-z_$][\w$]*$/, "expected path#export")
      .optional(),
    url: z.url({ protocol: /^https?$/, error: "expected an http:// or https:// URL" }).optional(),
    runtime: z.enum(["process", "worker"], { error: "expected process or worker" }).optional(),
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    timeoutSeconds: whole("seconds", 1, 900),
    memoryMegabytes: whole("megabytes", 128, 10_240),
  })
  .refine(({ handler, url }) => (handler === undefined) !== (url === undefined), "expected either handler or url")
  .superRefine((given, context) => {
    const refuse = (name: keyof typeof given, message: string) => {
      if (given[name] !== undefined) context.addIssue({ code: "custom", path: [name], message });
    };
    if (given.url !== undefined)
      for (const name of ["runtime", "timeoutSeconds", "memoryMegabytes"] as const)
        refuse(name, "belongs to a handler; what is behind a url has its own");
    else if (given.runtime !== "worker") refuse("memoryMegabytes", "can be held to with runtime: worker alone");
  })
  .transform(({ arn, handler = "", url, runtime = "process", timeoutSeconds, memoryMegabytes = 128 }) =>
    url === undefined
      ? ({ arn, handler, runtime, timeoutSeconds, memoryMegabytes } satisfies HandlerEntry)
      : ({ arn, url } satisfies UrlEntry),
  );

const entries = z.array(entry).superRefine((all, context) => {
  for (const [index, { arn }] of all.entries())
    if (all.findIndex((each) => each.arn === arn) < index)
      context.addIssue({ code: "custom", path: [index, "arn"], message: `${arn} is listed twice` });
});

/** @throws {BadFile} naming every fault with its line. */
export const readEntries = (
  file: string,
  environment?: Readonly<Record<string, string | undefined>>,
): { readonly entries: readonly (HandlerEntry | UrlEntry)[]; readonly yaml: YamlFile } => {
  const yaml = openYaml(file, environment);
  const parsed = entries.safeParse(yaml.data ?? []);
  if (!parsed.success) throw yaml.fault(parsed.error.issues);
  return { entries: parsed.data, yaml };
};
