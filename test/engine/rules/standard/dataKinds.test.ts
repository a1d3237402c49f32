import { dataKinds } from '../../../../engine/rules/standard/dataKinds.ts';
import { standardTable } from '../../../support/standardTable.ts';

const items = '<itemDefinition id="list" isCollection="true"/><itemDefinition id="one"/>';
const at = (drawn: string) => ({ drawn, more: items });
const reference = (name: string, state = '审核中') => at(`<dataObject id="o" name="申请"/><dataObjectReference id="r" dataObjectRef="o" name="${name}"><dataState name="${state}"/></dataObjectReference>`);

standardTable(dataKinds, {
  valid: [
    ['a list of a list and one of one', at('<dataObject id="a" isCollection="true" itemSubjectRef="list"/><dataObject id="b" itemSubjectRef="one"/><dataObject id="c"/>')],
    ['a reference with its state', reference('申请 [审核中]')],
    ['a reference inside a sub-process to an object around it', at('<dataObject id="o"/><subProcess id="s"><dataObjectReference id="r" dataObjectRef="o"/></subProcess>')],
    ['a reference by a name of its own, without a state', at('<dataObject id="o" name="申请"/><dataObjectReference id="r" dataObjectRef="o" name="材料"/>')],
  ],
  invalid: [
    ['one where the item is a list, and the reverse', at('<dataObject id="a" itemSubjectRef="list"/><task id="t"><ioSpecification><dataInput id="b" isCollection="true" itemSubjectRef="one"/><dataOutput id="c" isCollection="false" itemSubjectRef="list"/></ioSpecification></task>'), ['a COLLECTION_MISMATCH', 'b COLLECTION_MISMATCH', 'c COLLECTION_MISMATCH']],
    ['a reference named after something else', reference('表 [审核中]'), ['r DATA_REFERENCE_NAME']],
    ['a reference in another state than it says', reference('申请 [已办结]'), ['r DATA_REFERENCE_NAME']],
    ['a data object with a state, a reference with a kind of its own', at('<dataObject id="o"><dataState name="x"/></dataObject><dataObjectReference id="r" dataObjectRef="o" itemSubjectRef="one"/>'), ['o DATA_OBJECT_STATE', 'r DATA_REFERENCE_ITEM']],
    ['a reference to no data object, and to one inside another level', at('<dataObjectReference id="r"/><subProcess id="s"><dataObject id="o"/></subProcess><dataObjectReference id="q" dataObjectRef="o"/>'), ['r ATTRIBUTE_MISSING', 'q DATA_REFERENCE_ELSEWHERE']],
  ],
});
