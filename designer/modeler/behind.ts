import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type { Shape } from '../outline/edit/diagram.ts';

/** What begins at `x` or right of it on the level of a parent: what moves to make room. What sits at an edge moves with its host. */
export function behind(registry: ElementRegistry, { parent, x }: Pick<Shape, 'parent' | 'x'>): Shape[] {
  const all = registry.filter((each) => {
    const shape = each as unknown as Shape;
    return shape.parent === parent && shape.waypoints === undefined && shape.host === undefined && shape.labelTarget === undefined && shape.x >= x;
  });
  return all as unknown as Shape[];
}
