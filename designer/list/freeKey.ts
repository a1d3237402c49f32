/** The key itself, else with the first number from 2 on by which no definition goes; nothing stays nothing. At most 60 characters. */
export function freeKey(wanted: string, definitions: readonly { readonly key: string }[]): string {
  const taken = new Set(definitions.map(({ key }) => key));
  let key = wanted;
  for (let turn = 2; key !== '' && taken.has(key); turn++) key = `${wanted.slice(0, 60 - `-${turn}`.length)}-${turn}`;
  return key;
}
