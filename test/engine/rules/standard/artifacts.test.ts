import { artifacts } from '../../../../engine/rules/standard/artifacts.ts';
import { user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const tied = (to: string) => user('a') + `<textAnnotation id="t"/><association id="as" sourceRef="t" targetRef="${to}"/>`;

standardTable(artifacts, {
  valid: [['an annotation tied to a step', tied('a')]],
  invalid: [['an association to nothing', tied('gone'), ['as ASSOCIATION_DANGLING']]],
});
