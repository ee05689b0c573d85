import { z } from "zod";

/** A field that a form has any number of times: none is an empty list, and one is no list by itself. */
export const severalOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((sent) => (sent === undefined ? [] : [sent].flat()), z.array(item));
