import { describe, expect, test } from '@jest/globals';
import { at, freeName, moved, withAt, without, withInserted } from '../../../designer/forms/tree.ts';

const root = { form: { sections: [{ title: '甲', fields: ['a', 'b'] }, { title: '乙', fields: ['c'] }] }, materials: [] as string[] };
const fields = (tree: typeof root) => tree.form.sections.map((section) => section.fields.join(''));

describe('changes of a form as a tree', () => {
  test('given a place, when its value changes, then everything beside it is the very same', () => {
    const next = withAt(root, ['form', 'sections', 1, 'title'], '丙');
    expect(at(next, ['form', 'sections', 1, 'title'])).toBe('丙');
    expect(next.form.sections[0]).toBe(root.form.sections[0]);
    expect(next.materials).toBe(root.materials);
    expect(root.form.sections[1]!.title).toBe('乙');
  });

  test('given undefined, then the member is gone; a member that was not there is added at the end', () => {
    expect(Object.keys(withAt({ a: 1, b: 2 } as object, ['a'], undefined))).toEqual(['b']);
    expect(Object.keys(withAt({ a: 1 } as object, ['b'], 2))).toEqual(['a', 'b']);
  });

  test.each<[string, (string | number)[], -1 | 1, string[] | null]>([
    ['inside its section', ['form', 'sections', 0, 'fields', 0], 1, ['ba', 'c']],
    ['over the end into the next section', ['form', 'sections', 0, 'fields', 1], 1, ['a', 'bc']],
    ['over the beginning into the one before', ['form', 'sections', 1, 'fields', 0], -1, ['abc', '']],
    ['beyond the first place', ['form', 'sections', 0, 'fields', 0], -1, null],
  ])('a field is moved %s', (_, place, by, result) => {
    const next = moved(root, place, by);
    expect(next === null ? null : fields(next.root)).toEqual(result);
    if (next) expect(at(next.root, next.place)).toBe(at(root, place));
  });

  test('entries are put in and taken out, and names stay apart', () => {
    expect(fields(without(withInserted(root, ['form', 'sections', 1, 'fields'], 0, 'x'), ['form', 'sections', 1, 'fields', 1]))).toEqual(['ab', 'x']);
    expect([freeName('a', new Set()), freeName('a', new Set(['a'])), freeName('a2', new Set(['a', 'a2']))]).toEqual(['a', 'a2', 'a3']);
  });
});
