/**
 * The text of a body, read no further than `largest` bytes.
 * @throws {Error} when it is larger.
 */
export const limitedText = async (body: AsyncIterable<Buffer>, largest: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > largest) throw new Error(`the answer is larger than ${largest} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};
