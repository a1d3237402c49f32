import { describe, expect, test } from '@jest/globals';
import { fitBox } from '../../../ui/diagram/fit.ts';

const room = { top: 10, right: 20, bottom: 30, left: 130 };
const size = { width: 1000, height: 500 };

describe('fitting a drawing', () => {
  test('keeps it clear of the palette on the left', () => {
    const box = fitBox({ x: 0, y: 0, width: 4000, height: 400 }, size, room);

    const scale = size.width / box.width;
    expect((0 - box.x) * scale).toBeCloseTo(130);
    expect((4000 - box.x) * scale).toBeCloseTo(980);
  });

  test('never blows a small drawing up beyond the largest scale', () => {
    const box = fitBox({ x: 50, y: 50, width: 36, height: 36 }, size, room, 1);

    expect(size.width / box.width).toBe(1);
  });

  test('shows the beginning of one that would become unreadable', () => {
    const box = fitBox({ x: 100, y: 0, width: 9000, height: 400 }, size, room, 1, 0.7);

    expect(size.width / box.width).toBeCloseTo(0.7);
    expect((100 - box.x) * 0.7).toBeCloseTo(130);
  });

  test.each([
    ['in the middle of its height', 500, 500],
    ['near its top', 20, 0],
    ['near its bottom', 980, 1000],
  ])('a drawing too high for the window, beginning %s, is shown where it begins', (_, y, inSight) => {
    const box = fitBox({ x: 0, y: 0, width: 9000, height: 1000 }, size, room, 1, 1, { y });

    expect(box.y).toBeLessThanOrEqual(inSight);
    expect(box.y + box.height).toBeGreaterThanOrEqual(inSight);
    expect(box.height).toBe(size.height);
  });
});
