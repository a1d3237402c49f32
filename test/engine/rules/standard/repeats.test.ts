import { repeats } from '../../../../engine/rules/standard/repeats.ts';
import { loop } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const more = '<itemDefinition id="texts" structureRef="string" isCollection="true"/><itemDefinition id="text" structureRef="string"/><itemDefinition id="number" structureRef="int"/>';
const io = '<ioSpecification><dataInput id="in" itemSubjectRef="texts" isCollection="true"/><dataOutput id="out" itemSubjectRef="texts" isCollection="true"/></ioSpecification>';
const multi = (inner: string, attributes = '', before = io) => ({ drawn: `<dataObject id="object" itemSubjectRef="texts" isCollection="true"/><task id="a">${before}<multiInstanceLoopCharacteristics ${attributes}>${inner}</multiInstanceLoopCharacteristics></task>`, more });
const list = (id: string) => `<loopDataInputRef>${id}</loopDataInputRef>`;
const count = '<loopCardinality>3</loopCardinality>';

standardTable(repeats, {
  valid: [
    ['a number, a list, ours', multi(count)], ['a list with its entry', multi(list('in') + '<loopDataOutputRef>out</loopDataOutputRef><inputDataItem id="x" itemSubjectRef="text"/><outputDataItem id="y" itemSubjectRef="text"/>')],
    ['our own list', `<task id="a">${loop('inputCollection="=people"')}</task>`],
    ['a list by the name of a variable', multi(list('people'), '', '')],
    ['a sub-process over a data object that does not say', { drawn: `<dataObject id="object"/><subProcess id="s"><multiInstanceLoopCharacteristics>${list('object')}</multiInstanceLoopCharacteristics></subProcess>` }],
  ],
  invalid: [
    ['a loop and a multi-instance at once', '<task id="a"><standardLoopCharacteristics/><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>', ['a LOOP_TWICE']],
    ['no word of how often (B-28)', multi(''), ['a LOOP_WITHOUT_COLLECTION']],
    ['a list that is no input of the task, a result that is no output', multi(list('object') + '<loopDataOutputRef>in</loopDataOutputRef>'), ['a LOOP_INPUT_ELSEWHERE', 'a LOOP_OUTPUT_ELSEWHERE']],
    ['entries that are lists, or of another kind', multi(list('in') + '<loopDataOutputRef>out</loopDataOutputRef><inputDataItem id="x" itemSubjectRef="texts"/><outputDataItem id="y" itemSubjectRef="number"/>'), ['a LOOP_INPUT_ITEM', 'a LOOP_OUTPUT_ITEM']],
    ['a list that is none of the inputs the task lists', multi(list('people')), ['a LOOP_INPUT_ELSEWHERE']],
    ['entries that say nothing of their kind', multi(list('in') + '<inputDataItem id="x"/>'), ['a LOOP_INPUT_ITEM']],
    ['throwing at the first, at none, or by rule without saying what', multi(count, 'behavior="One"'), ['a LOOP_BEHAVIOR_EVENT']],
    ['at none', multi(count, 'behavior="None"'), ['a LOOP_BEHAVIOR_EVENT']],
    ['by rule', multi(count, 'behavior="Complex"'), ['a LOOP_BEHAVIOR_COMPLEX']],
    ['a list that is said to be one thing, of a task and of a sub-process', { drawn: `<dataObject id="one" isCollection="false"/><task id="a">${io.replaceAll('texts" isCollection="true"', 'text"')}<multiInstanceLoopCharacteristics>${list('in')}</multiInstanceLoopCharacteristics></task><subProcess id="s"><multiInstanceLoopCharacteristics>${list('one')}</multiInstanceLoopCharacteristics></subProcess>`, more }, ['a LOOP_INPUT_SINGLE', 's LOOP_INPUT_SINGLE']],
  ],
});
