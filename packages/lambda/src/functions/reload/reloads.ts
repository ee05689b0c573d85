/** Whether handlers are loaded anew when they change: where nothing else is set, everywhere but in production. */
export const reloads = (setting: "on" | "off" | undefined, nodeEnvironment: string | undefined): boolean =>
  setting === undefined ? nodeEnvironment !== "production" : setting === "on";
