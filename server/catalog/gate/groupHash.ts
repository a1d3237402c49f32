import { hashText } from '../../../engine/canonical.ts';

/** How a group is named in addresses, among explanations and beside its cases. */
export const groupHash = (signature: string): string => hashText(signature);
