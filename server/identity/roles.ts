/** Everything a person of the platform can be. Which route asks for which stands with the route, in one table. */
export const roles = ['designer', 'publisher', 'clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator'] as const;

export type Role = (typeof roles)[number];
