import { attribute, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** What a drawing imports comes with it (BPMN 2.0, 8.2.2). */
export const imports: StandardRule = {
  id: 'imports',
  check: (source, { files }) =>
    partsOf(source, 'import').flatMap((part) => {
      const location = attribute(part, 'location');
      if (location === undefined) return [];
      const name = location.slice(location.lastIndexOf('/') + 1);
      return files.includes(location) || files.includes(name) ? [] : [broken(part, 'IMPORT_MISSING', { location })];
    }),
};
