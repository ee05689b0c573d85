import { openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";
import { functionArn } from "./function-arn.ts";

const entry = z
  .strictObject({
    arn: functionArn,
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
