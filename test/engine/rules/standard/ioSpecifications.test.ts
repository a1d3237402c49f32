import { ioSpecifications } from '../../../../engine/rules/standard/ioSpecifications.ts';
import { standardTable } from '../../../support/standardTable.ts';

const task = (io: string) => `<task id="a"><ioSpecification id="io">${io}</ioSpecification></task>`;
const refs = (name: string, ...ids: string[]) => ids.map((id) => `<${name}>${id}</${name}>`).join('');
const data = '<dataInput id="i"/><dataInput id="j"/><dataOutput id="o"/>';
const input = (inner: string, id = 'is') => `<inputSet id="${id}">${inner}</inputSet>`;
const output = (inner: string, id = 'os') => `<outputSet id="${id}">${inner}</outputSet>`;
const both = refs('dataInputRefs', 'i', 'j');
const out = refs('dataOutputRefs', 'o');

standardTable(ioSpecifications, {
  valid: [
    ['inputs and outputs in their sets', task(data + input(both) + output(out))],
    ['sets that name each other', task(data + input(both + refs('outputSetRefs', 'os')) + output(out + refs('inputSetRefs', 'is')))],
    ['inputs that may be missing or come later', task(data + input(both + refs('optionalInputRefs', 'i') + refs('whileExecutingInputRefs', 'j')) + output(out))],
    ['an event\'s data in its set', '<endEvent id="e"><dataInput id="d"/><inputSet><dataInputRefs>d</dataInputRefs></inputSet></endEvent>'],
  ],
  invalid: [
    ['inputs and outputs of a sub-process', `<subProcess id="s"><ioSpecification id="io">${data}${input(both)}${output(out)}</ioSpecification></subProcess>`, ['io IO_IN_SUB_PROCESS']],
    ['no sets', task(''), ['io IO_WITHOUT_SET', 'io IO_WITHOUT_SET']],
    ['an input and an output in no set', task(data + input(refs('dataInputRefs', 'i')) + output('')), ['j DATA_INPUT_WITHOUT_SET', 'o DATA_OUTPUT_WITHOUT_SET']],
    ['a set that lists what is elsewhere', task(data + input(refs('dataInputRefs', 'i', 'j', 'x')) + output(out)), ['is SET_LISTS_STRANGER']],
    ['what may be missing without being listed, as input and as output', task(data + input(refs('dataInputRefs', 'i') + refs('optionalInputRefs', 'j')) + input(refs('dataInputRefs', 'j'), 'is2') + output(out + refs('optionalOutputRefs', 'x'))), ['is SET_OPTIONAL_UNLISTED', 'os SET_OPTIONAL_UNLISTED']],
    ['what comes later without being listed, as input and as output', task(data + input(refs('dataInputRefs', 'i') + refs('whileExecutingInputRefs', 'j')) + input(refs('dataInputRefs', 'j'), 'is2') + output(out + refs('whileExecutingOutputRefs', 'x'))), ['is SET_WHILE_UNLISTED', 'os SET_WHILE_UNLISTED']],
    ['a pair that one side names alone', task(data + input(both + refs('outputSetRefs', 'os')) + output(out)), ['is SET_PAIR_ONE_SIDED']],
    ['a pair with what is no set', task(data + input(both) + output(out + refs('inputSetRefs', 'gone'))), ['os SET_PAIR_ONE_SIDED']],
  ],
});
