import { z } from "zod";
import type { Declared } from "../config/pool-records.ts";
import type { ResourceServerSettings } from "../config/resource-server.ts";
import { ResourceNotFound } from "./failures.ts";

export const resourceServerIdentifier = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/);

/** What CreateResourceServer and UpdateResourceServer have in common, with the constraints of the API's model. */
export const resourceServerMembers = {
  Identifier: resourceServerIdentifier,
  Name: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[\w\s+=,.@-]+$/),
  Scopes: z
    .array(
      z.object({
        ScopeName: z
          .string()
          .min(1)
          .max(256)
          .regex(/^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+$/),
        ScopeDescription: z.string().min(1).max(256),
      }),
    )
    .max(100)
    .optional(),
};

type DeclaredServer = Declared<ResourceServerSettings>;

/** A ResourceServerType. */
export const resourceServerDescription = (UserPoolId: string, { settings }: DeclaredServer) => ({
  UserPoolId,
  ...settings,
});

/** @throws {ResourceNotFound} */
export const presentResourceServer = (identifier: string, server: DeclaredServer | undefined): DeclaredServer => {
  if (!server) throw new ResourceNotFound(`Resource server ${identifier} does not exist.`);
  return server;
};
