/** The media type of a Content-Type or the first one of an Accept header, without parameters; null where there is none. */
export const firstMediaType = (value: string | undefined): string | null =>
  value?.split(/[,;]/)[0]?.trim().toLowerCase() || null;

/** Whether a media type is one of a list that may hold `image/*` and `*` + `/*`. */
export const isListed = (type: string | null, list: readonly string[]): boolean => {
  const [main = "", sub = ""] = type?.split("/") ?? [];
  return list.some((entry) => {
    const [listedMain, listedSub] = entry.toLowerCase().split("/");
    return (listedMain === "*" || (type !== null && listedMain === main)) && (listedSub === "*" || listedSub === sub);
  });
};
