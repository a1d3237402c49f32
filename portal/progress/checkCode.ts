/** The check code carried by a QR link: `#code=ABCD`, `#ABCD` or `?code=ABCD`; empty when there is none. */
export function codeFromAddress(address: { readonly hash: string; readonly search: string }): string {
  const fragment = address.hash.replace(/^#/, '');
  const named = new URLSearchParams(fragment).get('code') ?? new URLSearchParams(address.search).get('code');
  if (named) return named;
  return /^[A-Za-z0-9-]{4,32}$/.test(fragment) && fragment !== 'main' ? fragment : '';
}
