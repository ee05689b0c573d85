const references: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** `value` as the text of an element or the value of an attribute in double quotes. */
export const escaped = (value: string) => value.replace(/[&<>"]/g, (character) => references[character] ?? character);
