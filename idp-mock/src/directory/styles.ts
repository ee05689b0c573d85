import type { Style } from "./style.ts";
import { adfs } from "./styles/adfs.ts";
import { entraId } from "./styles/entra-id.ts";
import { google } from "./styles/google.ts";
import { okta } from "./styles/okta.ts";
import { plain } from "./styles/plain.ts";
import { shibboleth } from "./styles/shibboleth.ts";

/** By the name that config/people.yaml has for each. */
const styles = { plain, "entra-id": entraId, okta, adfs, google, shibboleth } as const;

export type StyleName = keyof typeof styles;

export const styleNames = Object.keys(styles) as [StyleName, ...StyleName[]];

export const styleNamed = (name: StyleName): Style => styles[name];
