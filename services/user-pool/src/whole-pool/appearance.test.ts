import {
  CreateManagedLoginBrandingCommand,
  CreateUserPoolClientCommand,
  DeleteManagedLoginBrandingCommand,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeManagedLoginBrandingCommand,
  GetUICustomizationCommand,
  SetUICustomizationCommand,
  UpdateManagedLoginBrandingCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { thrown } from "../testing/sdk.ts";
import { clientId as ClientId, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const UserPoolId = poolId;
const newClient = async () => {
  const command = new CreateUserPoolClientCommand({ UserPoolId, ClientName: "branded" });
  return (await pool.sdk.send(command)).UserPoolClient?.ClientId ?? "";
};

test("a UI customization is the pool's or a client's own", async () => {
  const get = async (of: { ClientId?: string } = {}) =>
    (await pool.sdk.send(new GetUICustomizationCommand({ UserPoolId, ...of }))).UICustomization;
  const set = (given: object) => pool.sdk.send(new SetUICustomizationCommand({ UserPoolId, ...given }));
  expect(await get()).toEqual({});
  await set({ CSS: ".banner-customizable { background: red }" });
  expect(await get({ ClientId })).toMatchObject({ ClientId: "ALL", CSS: ".banner-customizable { background: red }" });
  await set({ ClientId, CSS: ".label-customizable {}" });
  expect(await get({ ClientId })).toMatchObject({ ClientId, CSS: ".label-customizable {}", UserPoolId });
  expect(await get()).toMatchObject({ ClientId: "ALL", CSS: ".banner-customizable { background: red }" });
  await set({});
  expect(await get()).not.toHaveProperty("CSS");
  expect((await thrown(set({ ImageFile: new Uint8Array([1]) })))[1]).toMatch(/^ImageFile is not supported/);
  expect((await thrown(get({ ClientId: "nobody" })))[0]).toBe("ResourceNotFoundException");
});

test("a managed login branding is made, found, replaced and deleted, one to a client", async () => {
  const ofClient = { UserPoolId, ClientId: await newClient() };
  const create = (given: object) => pool.sdk.send(new CreateManagedLoginBrandingCommand({ ...ofClient, ...given }));
  for (const neither of [{}, { UseCognitoProvidedValues: true, Settings: {} }])
    expect((await thrown(create(neither)))[0]).toBe("InvalidParameterException");
  const { ManagedLoginBranding: made } = await create({ UseCognitoProvidedValues: true });
  const of = { UserPoolId, ManagedLoginBrandingId: made?.ManagedLoginBrandingId };
  const find = async () => (await pool.sdk.send(new DescribeManagedLoginBrandingCommand(of))).ManagedLoginBranding;
  const findOf = async () =>
    (await pool.sdk.send(new DescribeManagedLoginBrandingByClientCommand(ofClient))).ManagedLoginBranding;
  expect(made).toMatchObject({ UserPoolId, UseCognitoProvidedValues: true, CreationDate: expect.any(Date) });
  expect([await find(), await findOf()]).toEqual([made, made]);
  expect((await thrown(create({ UseCognitoProvidedValues: true })))[0]).toBe("ManagedLoginBrandingExistsException");
  const Settings = { categories: { form: { displayGraphics: false } } };
  await pool.sdk.send(new UpdateManagedLoginBrandingCommand({ ...of, Settings }));
  expect(await find()).toMatchObject({ UseCognitoProvidedValues: false, Settings });
  await pool.sdk.send(new DeleteManagedLoginBrandingCommand(of));
  for (const asked of [find(), findOf(), pool.sdk.send(new DeleteManagedLoginBrandingCommand(of))])
    expect((await thrown(asked))[0]).toBe("ResourceNotFoundException");
  await create({ Settings });
});
