import { expect, test } from '@jest/globals';
import { loadConfig } from '../../standins/config.ts';

test('an empty setting counts as unset, as it does for the platform: no port of its own choosing', () => {
  expect(loadConfig({ YJS_HOST: '', YJS_STANDINS_PORT: '', YJS_DATA: '' })).toEqual(loadConfig({}));
  expect(loadConfig({}).port).toBe(7301);
});
