import { expect, test } from '@jest/globals';
import { spelledOut } from '../../../engine/xml/booleans.ts';

test.each([
  ['<subProcess triggeredByEvent="1" isForCompensation = \'0\'>', '<subProcess triggeredByEvent="true" isForCompensation = \'false\'>'],
  ['<process\n  isExecutable="1"', '<process\n  isExecutable="true"'],
  ['<task startQuantity="1" name="0" isSequential="true" notInstantiate="1">', '<task startQuantity="1" name="0" isSequential="true" notInstantiate="1">'],
  ['<task isSequential="10">', '<task isSequential="10">'],
])('%s is read as %s', (written, read) => expect(spelledOut(written)).toBe(read));
