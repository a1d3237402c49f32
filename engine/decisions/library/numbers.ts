import { Decimal } from 'decimal.js';
import { asSingle, declare, isWhole } from './declare.ts';

/** Decimal arithmetic with the digits the standard asks for (DMN 1.5, 10.3.1.4: IEEE 754 decimal128). */
const Exact = Decimal.clone({ precision: 34 });

/** Smallest and largest scale of a rounding. */
const [LEAST_SCALE, LARGEST_SCALE] = [-6111, 6176];

/** Rounds in decimal, not in binary, so that 1.005 to two places is 1.01 where it should be. */
const rounding = (mode: Decimal.Rounding, scaleOptional = false) =>
  declare(['n', 'scale'], (given, scaled, ...more) => {
    const [n, scale] = [asSingle(given), scaled === undefined && scaleOptional ? 0 : asSingle(scaled)];
    if (more.length > 0 || typeof n !== 'number' || typeof scale !== 'number') return null;
    const places = Math.trunc(scale);
    if (places < LEAST_SCALE || places > LARGEST_SCALE) return null;
    return new Exact(n).toNearest(new Exact(10).pow(-Math.min(places, 30)), mode).toNumber();
  });

export const numbers = {
  decimal: rounding(Decimal.ROUND_HALF_EVEN),
  floor: rounding(Decimal.ROUND_FLOOR, true),
  ceiling: rounding(Decimal.ROUND_CEIL, true),
  'round up': rounding(Decimal.ROUND_UP),
  'round down': rounding(Decimal.ROUND_DOWN),
  'round half up': rounding(Decimal.ROUND_HALF_UP),
  'round half down': rounding(Decimal.ROUND_HALF_DOWN),
  /** Of the sign of the divisor: dividend - divisor * floor(dividend / divisor). */
  modulo: declare(['dividend', 'divisor'], (dividend, divisor, ...more) => {
    if (more.length > 0 || typeof dividend !== 'number' || typeof divisor !== 'number' || divisor === 0) return null;
    const [a, b] = [new Exact(dividend), new Exact(divisor)];
    return a.minus(b.times(a.div(b).floor())).toNumber();
  }),
  odd: declare(['number'], (n, ...more) => (more.length === 0 && isWhole(asSingle(n)) ? Math.abs(asSingle(n) as number) % 2 === 1 : typeof n === 'number' ? false : null)),
  even: declare(['number'], (n, ...more) => (more.length === 0 && isWhole(asSingle(n)) ? (asSingle(n) as number) % 2 === 0 : typeof n === 'number' ? false : null)),
};
