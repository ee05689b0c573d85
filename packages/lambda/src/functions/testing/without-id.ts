/** What became of an invocation, less its id, which is another one each time. */
export const withoutId = async <Outcome extends { readonly requestId?: string }>(
  invocation: Promise<Outcome>,
): Promise<Outcome> => {
  const { requestId: _id, ...outcome } = await invocation;
  return outcome as Outcome;
};
