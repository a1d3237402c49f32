import { dataAssociations } from '../../../../engine/rules/standard/dataAssociations.ts';
import { standardTable } from '../../../support/standardTable.ts';

const more = '<itemDefinition id="text" structureRef="string"/><itemDefinition id="words" structureRef="string"/><itemDefinition id="number" structureRef="int"/>';
const given = '<ioSpecification><dataInput id="pin"/><dataOutput id="pout"/></ioSpecification>';
const into = (from: string, to: string, inner = '') => ({
  drawn: given + '<dataObject id="o" itemSubjectRef="text"/><dataObjectReference id="r" dataObjectRef="o"/><dataObject id="n" itemSubjectRef="number"/>'
    + `<task id="a"><ioSpecification><dataInput id="i" itemSubjectRef="words"/></ioSpecification><dataInputAssociation id="d">${from.split(' ').map((id) => `<sourceRef>${id}</sourceRef>`).join('')}<targetRef>${to}</targetRef>${inner}</dataInputAssociation></task>`,
  more,
});
const changed = '<transformation>x</transformation>';

standardTable(dataAssociations, {
  valid: [
    ['two of one structure, through a reference', into('r', 'i')],
    ['two kinds with a transformation, and two sources', into('o n', 'i', changed)],
    ['what the process is given, read; what it gives, written', { drawn: given + '<task id="a"><ioSpecification><dataInput id="i"/><dataOutput id="u"/></ioSpecification><dataInputAssociation id="d"><sourceRef>pin</sourceRef><targetRef>i</targetRef></dataInputAssociation><dataOutputAssociation id="w"><sourceRef>u</sourceRef><targetRef>pout</targetRef></dataOutputAssociation></task>' }],
    ['a property of the task in the place of its input, and an output that comes from nothing said, as drawing tools have it', { drawn: '<dataObject id="o"/><task id="a"><property id="y"/><dataInputAssociation id="d"><sourceRef>o</sourceRef><targetRef>y</targetRef></dataInputAssociation><dataOutputAssociation id="w"><targetRef>o</targetRef></dataOutputAssociation></task>' }],
  ],
  invalid: [
    ['two kinds without a transformation', into('n', 'i'), ['d DATA_ASSOCIATION_ITEMS']],
    ['two sources without a transformation', into('o r', 'i'), ['d DATA_ASSOCIATION_SOURCES']],
    ['an end that is not there', into('gone', 'i'), ['d DATA_ASSOCIATION_DANGLING']],
    ['an end that holds no data', into('a', 'i'), ['d DATA_ASSOCIATION_END']],
    ['reading what the process gives', into('pout', 'i'), ['d PROCESS_OUTPUT_READ']],
    ['writing what the process is given', into('o', 'pin'), ['d DATA_INPUT_ASSOCIATION_TARGET', 'd PROCESS_INPUT_WRITTEN']],
    ['an input association that fills what is no input of the task', into('o', 'r'), ['d DATA_INPUT_ASSOCIATION_TARGET']],
    ['an output association that takes from what is no output of the task', { drawn: '<dataObject id="o"/><task id="a"><ioSpecification><dataInput id="i"/></ioSpecification><dataOutputAssociation id="d"><sourceRef>o</sourceRef><targetRef>o</targetRef></dataOutputAssociation><dataOutputAssociation id="e"><sourceRef>i</sourceRef><targetRef>o</targetRef></dataOutputAssociation></task>' }, ['d DATA_OUTPUT_ASSOCIATION_SOURCE', 'e DATA_OUTPUT_ASSOCIATION_SOURCE']],
  ],
});
