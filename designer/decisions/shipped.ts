const files = import.meta.glob<string>('../../definitions/decisions/*.dmn', { query: '?raw', import: 'default' });

/** The city's decision files: `name` without `.dmn`, in the order of the names. */
export const shippedDecisions = async (): Promise<readonly { readonly name: string; readonly xml: string }[]> =>
  await Promise.all(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)).map(async ([path, read]) => ({ name: path.slice(path.lastIndexOf('/') + 1, -'.dmn'.length), xml: await read() })));
