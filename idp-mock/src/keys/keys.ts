import { join } from "node:path";
import { type KeyPair, selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { commonName, keyPairOnDisk } from "./key-pair-on-disk.ts";

/** The keys of one identity provider. Each is made when it is first needed, since that takes a moment. */
export interface Keys {
  /** It signs with this one. */
  current(): Promise<KeyPair>;
  /** It will sign with this one some day. */
  next(): Promise<KeyPair>;
  /** The certificates in its metadata, PEM. */
  published(): Promise<readonly string[]>;
}

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Keys that are kept in a folder of their own. */
export const keysOnDisk = (folder: string): Keys => {
  const current = once(() => keyPairOnDisk(folder));
  const next = once(() => keyPairOnDisk(join(folder, "next")));
  return { current, next, published: async () => [(await current()).certificate] };
};

/** The key of somebody who would like to be taken for an identity provider; it lasts as long as the process. */
export const attackersKey = once(() => selfSigned({ commonName }));
