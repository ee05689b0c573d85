/**
 * `xml` with one thing in another's place.
 * @throws when it is not there: a fault must not be one by name only.
 */
export const swap = (xml: string, from: string | RegExp, to: string): string => {
  if (typeof from === "string" ? !xml.includes(from) : !from.test(xml))
    throw new Error(`there is no ${from} to swap in ${xml.slice(0, 400)}`);
  return xml.replace(from, () => to);
};
