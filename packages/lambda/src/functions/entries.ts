import { openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";

const arn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9-_]+(:[A-Za-z0-9-_$]+)?$/,
    "expected the ARN of a Lambda function",
  );

const entry = z
  .strictObject({
    arn,
    handler: z
      .string()
      .regex(/^[^#]+#[A-Za-z_$][\w$]*$/, "expected path#export")
      .optional(),
    url: z.url({ protocol: /^https?$/, error: "expected an http:// or https:// URL" }).optional(),
  })
  .refine(({ handler, url }) => (handler === undefined) !== (url === undefined), "expected either handler or url");

const entries = z.array(entry).superRefine((all, context) => {
  for (const [index, { arn }] of all.entries())
    if (all.findIndex((each) => each.arn === arn) < index)
      context.addIssue({ code: "custom", path: [index, "arn"], message: `${arn} is listed twice` });
});

/** @throws {BadFile} naming every fault with its line. */
export const readEntries = (
  file: string,
  environment?: Readonly<Record<string, string | undefined>>,
): { readonly entries: z.output<typeof entries>; readonly yaml: YamlFile } => {
  const yaml = openYaml(file, environment);
  const parsed = entries.safeParse(yaml.data ?? []);
  if (!parsed.success) throw yaml.fault(parsed.error.issues);
  return { entries: parsed.data, yaml };
};
