import { existsSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { z } from "zod";
import { modelOf, type Shape } from "../testing/sdk-model.ts";
import { membersLeftOut, type Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { fileOf } from "./support-table.ts";

/** The parts of a Zod schema that are looked at here: https://zod.dev/packages/core#internals */
interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

const defOf = (schema: z.ZodType): Def => {
  const def = schema.def as unknown as Def;
  const inner = def.innerType ?? def.in;
  return inner ? defOf(inner) : def;
};

/** Which types of Zod take a value of the model. Dates and bytes are numbers and text on the wire. */
const takers: Readonly<Record<Shape["kind"], readonly string[]>> = {
  string: ["string", "enum", "literal"],
  number: ["number"],
  boolean: ["boolean"],
  timestamp: ["number"],
  blob: ["string"],
  document: ["record", "any", "unknown"],
  list: ["array"],
  map: ["record"],
  structure: ["object"],
};

/** Where a schema and the model differ, with the members that are left out on purpose passed over. */
const differences = (schema: z.ZodType, shape: Shape, at: { path: string; leftOut: ReadonlySet<string> }): string[] => {
  if (at.leftOut.has(at.path)) return [];
  const def = defOf(schema);
  if (!takers[shape.kind].includes(def.type)) return [`${at.path} is a ${shape.kind} and not a ${def.type}`];
  if (shape.kind === "list") return differences(def.element as z.ZodType, shape.of, at);
  if (shape.kind === "map") return differences(def.valueType as z.ZodType, shape.of, at);
  return shape.kind === "structure" ? memberDifferences(def.shape ?? {}, shape, at) : [];
};

const memberDifferences = (
  schemas: Readonly<Record<string, z.ZodType>>,
  { members }: Extract<Shape, { kind: "structure" }>,
  { path, leftOut }: { path: string; leftOut: ReadonlySet<string> },
): string[] => {
  const under = (name: string) => (path === "" ? name : `${path}.${name}`);
  const invented = Object.keys(schemas).filter((name) => !members.has(name));
  const known = [...members].flatMap(([name, { required, shape }]) => {
    const schema = schemas[name];
    if (!schema) return leftOut.has(under(name)) ? [] : [`${under(name)} is missing`];
    const optional = schema.safeParse(undefined).success;
    const need = optional === required ? [`${under(name)} is ${required ? "" : "not "}required`] : [];
    return [...need, ...differences(schema, shape(), { path: under(name), leftOut })];
  });
  return [...invented.map((name) => `${under(name)} is nothing that AWS's client can send`), ...known];
};

const declared = (operation: Operation) => [...membersLeftOut(operation), ...(operation.ignored ?? [])];

const exists = (path: string, shape: Shape): boolean => {
  if (shape.kind === "list" || shape.kind === "map") return exists(path, shape.of);
  const [name = "", ...others] = path.split(".");
  const member = shape.kind === "structure" ? shape.members.get(name)?.shape() : undefined;
  return member !== undefined && (others.length === 0 || exists(others.join("."), member));
};

/** Those that go without AWS credentials, in the model's order: all others are signed. */
const unsigned = new Set(
  `AssociateSoftwareToken ChangePassword CompleteWebAuthnRegistration ConfirmDevice ConfirmForgotPassword ConfirmSignUp
  DeleteUser DeleteUserAttributes DeleteWebAuthnCredential ForgetDevice ForgotPassword GetClientToken GetDevice
  GetTokensFromRefreshToken GetUser GetUserAttributeVerificationCode GetUserAuthFactors GlobalSignOut InitiateAuth
  ListDevices ListUserSessions ListWebAuthnCredentials ResendConfirmationCode RespondToAuthChallenge RevokeToken
  RevokeUserSession SetUserMFAPreference SetUserSettings SignUp StartWebAuthnRegistration UpdateAuthEventFeedback
  UpdateDeviceStatus UpdateUserAttributes VerifySoftwareToken VerifyUserAttribute`.split(/\s+/),
);

describe.each([...operations])("%s", (name, operation) => {
  const { input: model } = modelOf(name);

  test("takes what AWS's own client sends, or says what it leaves out", () => {
    const leftOut = new Set(declared(operation));
    expect(differences(operation.input, model, { path: "", leftOut })).toEqual([]);
  });

  test("leaves out what there is", () => {
    expect(declared(operation).filter((path) => !exists(path, model))).toEqual([]);
  });

  test("is signed unless it is for users without AWS credentials", () => {
    expect(operation.signed).toBe(!unsigned.has(name));
  });

  test("stands in the file of its name", () => {
    expect(existsSync(new URL(`../../../../${fileOf(name)}`, import.meta.url))).toBe(true);
  });
});

test("operations stand in the order of their names", () => {
  expect([...operations.keys()]).toEqual([...operations.keys()].sort());
});
