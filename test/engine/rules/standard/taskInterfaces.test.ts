import { taskInterfaces } from '../../../../engine/rules/standard/taskInterfaces.ts';
import { standardTable } from '../../../support/standardTable.ts';

const more = '<itemDefinition id="text" structureRef="string"/><itemDefinition id="words" structureRef="string"/><itemDefinition id="number" structureRef="int"/>'
  + '<message id="in" name="in" itemRef="text"/><message id="out" name="out" itemRef="number"/><interface id="if" name="if"><operation id="op" name="op"><inMessageRef>in</inMessageRef><outMessageRef>out</outMessageRef></operation></interface>';
const inputs = (...items: string[]) => items.map((item, n) => `<dataInput id="i${n}" ${item === '' ? '' : `itemSubjectRef="${item}"`}/>`).join('');
const outputs = (...items: string[]) => items.map((item, n) => `<dataOutput id="o${n}" ${item === '' ? '' : `itemSubjectRef="${item}"`}/>`).join('');
const of = (type: string, attributes: string, io?: string) => ({ drawn: `<${type} id="a" ${attributes}>${io === undefined ? '' : `<ioSpecification>${io}</ioSpecification>`}</${type}>`, more });
const one = '<inputSet/><outputSet/>';

standardTable(taskInterfaces, {
  valid: [
    ['a service task whose data is its operation\'s', of('serviceTask', 'operationRef="op"', inputs('words') + outputs('number') + one)],
    ['a service task without an operation', of('serviceTask', '')],
    ['a send task and a receive task with their messages', of('sendTask', 'messageRef="in"', inputs('text') + one)],
    ['a receive task', of('receiveTask', 'messageRef="out"', outputs('number') + one)],
    ['a send task without data', of('sendTask', 'messageRef="in"')],
  ],
  invalid: [
    ['a service task without inputs and outputs', of('serviceTask', 'operationRef="op"', undefined), ['a SERVICE_INPUT_SETS', 'a SERVICE_INPUT_ITEM', 'a SERVICE_OUTPUT_ITEM']],
    ['a service task with two inputs and two outputs', of('serviceTask', 'operationRef="op"', inputs('text', 'words') + outputs('number', 'number') + one), ['a SERVICE_INPUTS', 'a SERVICE_OUTPUTS']],
    ['a service task with two sets of outputs', of('serviceTask', 'operationRef="op"', inputs('text') + outputs('number') + one + '<outputSet/>'), ['a SERVICE_OUTPUT_SETS']],
    ['inputs and outputs of other kinds', of('serviceTask', 'operationRef="op"', inputs('number') + outputs('text') + one), ['a SERVICE_INPUT_ITEM', 'a SERVICE_OUTPUT_ITEM']],
    ['a send task with two sets and two inputs', of('sendTask', 'messageRef="in"', inputs('text', 'text') + one + '<inputSet/>'), ['a SEND_INPUT_SETS', 'a SEND_INPUTS']],
    ['a send task whose input says nothing of its kind', of('sendTask', 'messageRef="in"', inputs('') + one), ['a SEND_ITEM']],
    ['a receive task whose message carries nothing', { drawn: `<receiveTask id="a" messageRef="empty"><ioSpecification>${outputs('text')}${one}</ioSpecification></receiveTask>`, more: `${more}<message id="empty" name="empty"/>` }, ['a RECEIVE_ITEM']],
    ['a receive task with two sets, two outputs, of another kind', of('receiveTask', 'messageRef="out"', outputs('text', 'text') + one + '<outputSet/>'), ['a RECEIVE_OUTPUT_SETS', 'a RECEIVE_OUTPUTS', 'a RECEIVE_ITEM']],
  ],
});
