import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { schemaTable, TABLE } from '../../scripts/schemaTable.ts';

test('the table of BPMN\'s schema is the schema that comes with bpmn-moddle', () => {
  const table = schemaTable();
  expect(JSON.parse(readFileSync(TABLE, 'utf8'))).toEqual(table);
  expect(table.types.tSequenceFlow).toEqual({
    base: 'tFlowElement',
    children: [['conditionExpression', 0, 1, 'tExpression']],
    attributes: { sourceRef: 'IDREF!', targetRef: 'IDREF!', isImmediate: 'boolean' },
  });
  expect([table.instead.userTask, table.elements.userTask, table.elements.flowElement, table.values.tAdHocOrdering]).toEqual(['flowElement', 'tUserTask', undefined, ['Parallel', 'Sequential']]);
});
