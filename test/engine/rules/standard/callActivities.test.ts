import { callActivities } from '../../../../engine/rules/standard/callActivities.ts';
import { message } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const items = '<itemDefinition id="text" structureRef="string"/><itemDefinition id="words" structureRef="string"/><itemDefinition id="number" structureRef="int"/>';
const io = (id: string, inputs: readonly string[], outputs: readonly string[]) =>
  '<ioSpecification>' + inputs.map((item, n) => `<dataInput id="${id}i${n}" itemSubjectRef="${item}"/>`).join('') + outputs.map((item, n) => `<dataOutput id="${id}o${n}" itemSubjectRef="${item}"/>`).join('')
  + `<inputSet>${inputs.map((_, n) => `<dataInputRefs>${id}i${n}</dataInputRefs>`).join('')}</inputSet><outputSet>${outputs.map((_, n) => `<dataOutputRefs>${id}o${n}</dataOutputRefs>`).join('')}</outputSet></ioSpecification>`;
const call = (own: string, called: string, to = 'q') => ({ drawn: `<callActivity id="c" calledElement="${to}">${own}</callActivity>`, more: items + called });
const process = (inner: string, content = '<startEvent id="qs"/>') => `<process id="q">${inner}${content}</process>`;
const offered = (inner: string) => ({ more: items + '<message id="im" name="im" itemRef="text"/><interface id="if" name="if"><operation id="op" name="op"><inMessageRef>im</inMessageRef></operation></interface>' + `<globalTask id="gt"><supportedInterfaceRef>if</supportedInterfaceRef>${inner}</globalTask>` });

standardTable(callActivities, {
  valid: [
    ['the same inputs and outputs', call(io('a', ['words'], ['number']), process(io('b', ['text'], ['number'])))],
    ['nothing said by either', call('', process(''))],
    ['a process drawn elsewhere', call('', '', 'elsewhere')],
    ['a global task', call(io('a', ['text'], []), `<globalTask id="g">${io('b', ['text'], [])}</globalTask>`, 'g')],
    ['a service whose input is its operation\'s', offered(io('b', ['words'], []) + '<ioBinding operationRef="op" inputDataRef="bi0" outputDataRef="bi0"/>')],
  ],
  invalid: [
    ['an input too many, an output too few', call(io('a', ['text', 'text'], []), process(io('b', ['text'], ['number']))), ['c CALL_INPUTS', 'c CALL_OUTPUTS']],
    ['an input and an output of another kind', call(io('a', ['number'], ['text']), process(io('b', ['text'], ['number']))), ['c CALL_INPUT_ITEM', 'c CALL_OUTPUT_ITEM']],
    ['a process that begins by messages only', call('', process('', `<startEvent id="qs">${message()}</startEvent>`)), ['c CALLED_WITHOUT_PLAIN_START']],
    ['a process that has no start event', call('', process('', '<task id="t"/>')), ['c CALLED_WITHOUT_PLAIN_START']],
    ['a process with nothing in it', call('', process('', '')), ['c CALLED_EMPTY']],
    ['something that can\'t be called', call('', '', 'text'), ['c REFERENCE_KIND']],
    ['a service that binds nothing', offered(''), ['gt SERVICE_WITHOUT_BINDING']],
    ['a service that binds another kind, and what is not there', offered(io('b', ['number'], []) + '<ioBinding operationRef="op" inputDataRef="bi0" outputDataRef="gone"/>'), ['gt SERVICE_BINDING_ITEM', 'gt REFERENCE_UNKNOWN']],
  ],
});
