import { dataAssociations } from '../../../../engine/rules/standard/dataAssociations.ts';
import { standardTable } from '../../../support/standardTable.ts';

const more = '<itemDefinition id="text" structureRef="string"/><itemDefinition id="words" structureRef="string"/><itemDefinition id="number" structureRef="int"/>';
const into = (from: string, to: string, inner = '') => ({
  drawn: '<ioSpecification><dataInput id="pin"/><dataOutput id="pout"/></ioSpecification><dataObject id="o" itemSubjectRef="text"/><dataObjectReference id="r" dataObjectRef="o"/><dataObject id="n" itemSubjectRef="number"/>'
    + `<task id="a"><ioSpecification><dataInput id="i" itemSubjectRef="words"/></ioSpecification><dataInputAssociation id="d">${from.split(' ').map((id) => `<sourceRef>${id}</sourceRef>`).join('')}<targetRef>${to}</targetRef>${inner}</dataInputAssociation></task>`,
  more,
});
const changed = '<transformation>x</transformation>';

standardTable(dataAssociations, {
  valid: [
    ['two of one structure, through a reference', into('r', 'i')],
    ['two kinds with a transformation, and two sources', into('o n', 'i', changed)],
    ['what the process is given, read; what it gives, written', into('pin', 'pout')],
  ],
  invalid: [
    ['two kinds without a transformation', into('n', 'i'), ['d DATA_ASSOCIATION_ITEMS']],
    ['two sources without a transformation', into('o r', 'i'), ['d DATA_ASSOCIATION_SOURCES']],
    ['an end that is not there', into('gone', 'i'), ['d DATA_ASSOCIATION_DANGLING']],
    ['an end that holds no data', into('a', 'i'), ['d DATA_ASSOCIATION_END']],
    ['reading what the process gives', into('pout', 'i'), ['d PROCESS_OUTPUT_READ']],
    ['writing what the process is given', into('o', 'pin'), ['d PROCESS_INPUT_WRITTEN']],
  ],
});
