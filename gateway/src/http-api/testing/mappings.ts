import type { RequestMapping, ResponseMapping, Route } from "../api.ts";
import { requestMappingsIn, responseMappingsIn } from "../import/parameter-mappings.ts";

/** Any authorizer, so that every variable means something. */
const route: Pick<Route, "path" | "authorization"> = {
  path: "/users/{id}",
  authorization: {
    type: "CUSTOM",
    authorizer: {
      kind: "REQUEST",
      name: "guard",
      functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:guard",
      payloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      identitySources: [],
      resultTtl: 0,
    },
  },
};

const fieldOf = (value: unknown) => ({ value, path: [], findings: { faults: [], warnings: [] } });

const sound = <Read>(value: unknown, read: (field: ReturnType<typeof fieldOf>) => Read): Read => {
  const field = fieldOf(value);
  const made = read(field);
  const [fault] = field.findings.faults as readonly { readonly message: string }[];
  if (fault) throw new Error(fault.message);
  return made;
};

/** One of `requestParameters`, as the import reads it. */
export const mapping = (key: string, value: string): RequestMapping =>
  sound({ [key]: value }, (field) => requestMappingsIn(field, route))[0] as RequestMapping;

/** `responseParameters`, as the import reads them. */
export const responseMappings = (
  given: Readonly<Record<string, Readonly<Record<string, string>>>>,
): ReadonlyMap<number, readonly ResponseMapping[]> => sound(given, (field) => responseMappingsIn(field, route));
