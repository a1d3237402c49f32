import { nameTwins } from '../../../../engine/rules/standard/nameTwins.ts';
import { standardTable } from '../../../support/standardTable.ts';

const named = (id: string, name: string) => `<userTask id="${id}" name="${name}"/>`;

standardTable(nameTwins, {
  valid: [['different names, and the same name twice', named('a', '初审') + named('b', '复审') + named('c', '初审')], ['signs of the extended sets', named('a', '𠮷野家') + named('b', '吉野家')]],
  invalid: [['one composed, one not (B-14)', named('a', 'Pr\u00fcfung') + named('b', 'Pru\u0308fung'), ['b NAME_TWIN?']]],
});
