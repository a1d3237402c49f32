import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, readFolder } from '../../scripts/conformance/readFolder.ts';

/** Where the cases lie: the folder that YJS_CONFORMANCE names. These suites exist only where it does. */
const root = process.env.YJS_CONFORMANCE!;

/** Cases of one of its folders; none where it has no such folder. */
export const casesIn = (folder: string): Entry[] => (existsSync(join(root, folder)) ? readFolder(join(root, folder)) : []);

/** Whether a case runs something: the others are models that must be refused. */
export const isExecution = (entry: Entry): boolean => 'unreadable' in entry || ('case' in entry && entry.case.expect.deploy !== 'rejected');
