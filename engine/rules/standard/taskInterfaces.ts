import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, child, children, isAsleep, partsOf, referred } from './look.ts';
import { isSame, itemOf } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** What a task takes and gives is what its operation or message carries (BPMN 2.0, 10.3.3). */
export const taskInterfaces: StandardRule = {
  id: 'task-interfaces',
  check: (source) => partsOf(source, 'serviceTask', 'sendTask', 'receiveTask').filter((task) => !isAsleep(source, task)).flatMap((task) => (task.type === 'serviceTask' ? checkService(source, task) : checkMessage(source, task))),
};

const io = (task: Part, type: string): Part[] => {
  const specification = child(task, 'ioSpecification');
  return specification ? children(specification, type) : [];
};

function checkService(source: Source, task: Part): Problem[] {
  const operation = referred(source, task, 'operationRef');
  if (operation?.type !== 'operation') return [];
  const [into, out] = [referred(source, operation, 'inMessageRef'), referred(source, operation, 'outMessageRef')];
  return [
    ...(io(task, 'inputSet').length === 1 ? [] : [broken(task, 'SERVICE_INPUT_SETS', { count: io(task, 'inputSet').length })]),
    ...(io(task, 'outputSet').length > 1 ? [broken(task, 'SERVICE_OUTPUT_SETS', { count: io(task, 'outputSet').length })] : []),
    ...(io(task, 'dataInput').length > 1 ? [broken(task, 'SERVICE_INPUTS', { count: io(task, 'dataInput').length })] : []),
    ...(out && io(task, 'dataOutput').length > 1 ? [broken(task, 'SERVICE_OUTPUTS', { count: io(task, 'dataOutput').length })] : []),
    ...(into ? checkItems(source, task, 'dataInput', into, 'SERVICE_INPUT_ITEM', true) : []),
    ...(out ? checkItems(source, task, 'dataOutput', out, 'SERVICE_OUTPUT_ITEM', true) : []),
  ];
}

function checkMessage(source: Source, task: Part): Problem[] {
  const sends = task.type === 'sendTask';
  const message = referred(source, task, 'messageRef');
  const [sets, data] = sends ? ['inputSet', 'dataInput'] : ['outputSet', 'dataOutput'];
  if (!message) return [];
  return [
    ...(io(task, sets!).length > 1 ? [broken(task, sends ? 'SEND_INPUT_SETS' : 'RECEIVE_OUTPUT_SETS', { count: io(task, sets!).length })] : []),
    ...(io(task, data!).length > 1 ? [broken(task, sends ? 'SEND_INPUTS' : 'RECEIVE_OUTPUTS', { count: io(task, data!).length })] : []),
    ...checkItems(source, task, data!, message, sends ? 'SEND_ITEM' : 'RECEIVE_ITEM', false),
  ];
}

/** One of the task's data carries what the message carries. Without data there is nothing to compare, unless some is required. */
function checkItems(source: Source, task: Part, type: string, message: Part, code: 'SERVICE_INPUT_ITEM' | 'SERVICE_OUTPUT_ITEM' | 'SEND_ITEM' | 'RECEIVE_ITEM', required: boolean): Problem[] {
  const data = io(task, type);
  const wanted = itemOf(source, message, 'itemRef');
  const found = data.map((part) => itemOf(source, part));
  // Data of some kind, and a message that carries none, do not fit either.
  if (!wanted) return found.some((item) => item !== undefined) ? [broken(task, code, { item: '-', message: attribute(message, 'name') ?? message.id ?? '' })] : [];
  if (data.length === 0 && !required) return [];
  return found.some((item) => item && isSame(item, wanted)) ? [] : [broken(task, code, { item: wanted.id, message: attribute(message, 'name') ?? message.id ?? '' })];
}
