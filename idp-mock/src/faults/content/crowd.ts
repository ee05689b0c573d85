// Messages that are costly to read, as large as a service provider has to take them, or larger.
import { dsNamespace } from "../pieces.ts";
import { swap } from "../swap.ts";

/** Of SAMLResponse at most 100,000 characters are read, which are 75,000 bytes. Some are kept for what holds the crowd. */
const room = 74_900;

/** So many parts of `size` bytes, or as many as there is still room for. */
export const within = (xml: string, most: number, size: number): number =>
  Math.min(most, Math.floor((room - Buffer.byteLength(xml)) / size));

/** `content` at the end of the Response. */
export const atTheEnd = (xml: string, content: string): string => swap(xml, /(?=<\/samlp:Response>$)/, content);

export const siblings = (count: number): string => "<a/>".repeat(count);

export const levels = (count: number): string => "<a>".repeat(count) + "</a>".repeat(count);

/** Of seven bytes or eight each. */
export const attributes = (count: number): string =>
  `<a${Array.from({ length: count }, (_, index) => ` a${index.toString(36)}=""`).join("")}/>`;

export const signatures = (xml: string, count: number): string =>
  atTheEnd(swap(xml, "<samlp:Response ", `<samlp:Response ${dsNamespace} `), "<ds:Signature/>".repeat(count));
