import type { Problem } from '../../problem.ts';
import { attribute, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** What a drawing imports comes with it, is of a kind named by a URI, and has the namespace that is said (BPMN 2.0, 8.2.2). */
export const imports: StandardRule = {
  id: 'imports',
  check: (source, { files }) =>
    partsOf(source, 'import').flatMap((part): Problem[] => {
      const [type, location, namespace] = ['importType', 'location', 'namespace'].map((name) => attribute(part, name));
      const known = type === undefined || /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(type) ? [] : [broken(part, 'IMPORT_TYPE', { type })];
      if (location === undefined) return known;
      const file = files.find(({ name }) => name === location || name === location.slice(location.lastIndexOf('/') + 1));
      if (!file) return [...known, broken(part, 'IMPORT_MISSING', { location })];
      const other = namespace === undefined || file.namespace === undefined || namespace === file.namespace ? undefined : file.namespace;
      return other === undefined ? known : [...known, broken(part, 'IMPORT_NAMESPACE', { namespace: namespace!, location, other })];
    }),
};
