import { links } from '../../../../engine/rules/standard/links.ts';
import { path, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const toss = (id: string, name: string, inner = '') => `<intermediateThrowEvent id="${id}"><linkEventDefinition id="${id}_l" name="${name}">${inner}</linkEventDefinition></intermediateThrowEvent>`;
const take = (id: string, name: string, inner = '') => `<intermediateCatchEvent id="${id}"><linkEventDefinition id="${id}_l" name="${name}">${inner}</linkEventDefinition></intermediateCatchEvent>`;

standardTable(links, {
  valid: [
    ['a pair by its name, and two throws for one catch', toss('a', 'x') + toss('b', 'x') + take('c', 'x')],
    ['a pair by references that agree', toss('a', 'one', '<target>c_l</target>') + take('c', 'two', '<source>a_l</source>')],
  ],
  invalid: [
    ['a throw that nobody catches, and a catch of what nobody throws', toss('a', 'x') + take('c', 'y'), ['a LINK_WITHOUT_TARGET', 'c LINK_WITHOUT_SOURCE']],
    ['references that disagree', toss('a', 'a', '<target>c_l</target>') + toss('b', 'b', '<target>c_l</target>') + take('c', 'c', '<source>a_l</source>'), ['b LINK_DISAGREES']],
    ['a throw with two targets', toss('a', 'x', '<target>c_l</target><target>d_l</target>') + take('c', 'x') + take('d', 'y', '<source>a_l</source>'), ['a LINK_TARGETS']],
    ['a pair on two levels', toss('a', 'x') + sub('s', take('c', 'x')), ['a LINK_ELSEWHERE', 'c LINK_WITHOUT_SOURCE']],
    ['two catches of one name', toss('a', 'x') + take('c', 'x') + take('d', 'x'), ['d LINK_CAUGHT_TWICE']],
    ['flows through a link', user('u') + toss('a', 'x') + take('c', 'x') + path('a', 'u', 'c'), ['a LINK_WITH_OUTGOING', 'c LINK_WITH_INCOMING']],
  ],
});
