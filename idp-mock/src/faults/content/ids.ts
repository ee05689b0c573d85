import { swap } from "../swap.ts";

/** The Response bears the id of the Assertion in one more attribute, by which some readers find it in the Assertion's place. */
export const answeringAs =
  (attribute: string) =>
  (xml: string): string => {
    const [, id = ""] = /<saml:Assertion[^>]* ID="([^"]+)"/.exec(xml) ?? [];
    return swap(xml, ' ID="', ` ${attribute}="${id}" ID="`);
  };
