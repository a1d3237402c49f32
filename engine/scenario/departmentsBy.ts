import type { DepartmentOf } from './compare.ts';

/** The id of a user without its post: `power-1` and `power-chief` act for power. */
export const withoutPost = (user: string): string => user.replace(/-(\d+|chief)$/, '');

/** Who a user acts for: as registered, else by the form of the id. */
export function departmentsBy(registered: readonly { readonly id: string; readonly department: string | null }[]): DepartmentOf {
  const departments = new Map(registered.map(({ id, department }) => [id, department]));
  return (user) => departments.get(user) ?? withoutPost(user);
}
