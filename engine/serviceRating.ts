/** The five grades of 好差评, best first: 非常满意, 满意, 基本满意, 不满意, 非常不满意. */
export const grades = ['excellent', 'good', 'fair', 'poor', 'bad'] as const;
export type Grade = (typeof grades)[number];

/** What an online rating looks at beside the whole: 办事效率, 指南精确度, 便捷度, 平台操作性. */
export const aspects = ['efficiency', 'guidance', 'convenience', 'platform'] as const;
export type Aspect = (typeof aspects)[number];

/** Grades that are 差评: they say what they are about, and somebody calls back. */
export const lowGrades: readonly Grade[] = ['poor', 'bad'];
