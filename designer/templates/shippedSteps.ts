import type { StepTemplate } from '../../definitions/steps/schema.ts';

const files = import.meta.glob<StepTemplate>('../../definitions/steps/*.json', { eager: true, import: 'default' });

/** The ready steps that come with the product, in the order of the menus. */
export const shippedSteps: readonly StepTemplate[] = Object.values(files).sort((a, b) => a.order - b.order);
