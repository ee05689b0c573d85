// Runs once after Jest's last test.
export default async () => {
  await globalThis.stopTestServer?.();
};
