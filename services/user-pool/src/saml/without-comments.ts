/**
 * `xml` without its comments, which the scan refuses. For metadata alone, where some providers explain themselves at
 * length and no signature depends on what is left. One that does not end, or stands inside an attribute or CDATA, is
 * left for the scan to refuse.
 */
export const withoutComments = (xml: string): string => {
  const kept: string[] = [];
  let at = 0;
  for (let start = xml.indexOf("<!--"); start >= 0; start = xml.indexOf("<!--", at)) {
    const end = xml.indexOf("-->", start + 4);
    if (end < 0) break;
    kept.push(xml.slice(at, start));
    at = end + 3;
  }
  return kept.join("") + xml.slice(at);
};
