import { resources } from '../../../../engine/rules/standard/resources.ts';
import { standardTable } from '../../../support/standardTable.ts';

const more = '<resource id="r" name="r"><resourceParameter id="rp" name="rp"/></resource>';
const role = (inner: string) => ({ drawn: `<userTask id="a"><potentialOwner id="o">${inner}</potentialOwner></userTask>`, more });
const binding = (to: string) => `<resourceParameterBinding id="b" parameterRef="${to}"><formalExpression>x</formalExpression></resourceParameterBinding>`;
const expression = '<resourceAssignmentExpression><formalExpression>x</formalExpression></resourceAssignmentExpression>';

standardTable(resources, {
  valid: [['a resource with its parameter', role(`<resourceRef>r</resourceRef>${binding('rp')}`)], ['an expression', role(expression)]],
  invalid: [
    ['both', role(`<resourceRef>r</resourceRef>${expression}`), ['o RESOURCE_TWICE']],
    ['a resource that is not there', role('<resourceRef>gone</resourceRef>'), ['o RESOURCE_UNKNOWN']],
    ['a parameter of no resource', role(binding('rp')), ['o RESOURCE_BINDING_ALONE']],
    ['a required parameter that is not given', { drawn: '<userTask id="a"><potentialOwner id="o"><resourceRef>q</resourceRef></potentialOwner></userTask>', more: '<resource id="q" name="q"><resourceParameter id="qp" isRequired="true"/></resource>' }, ['o RESOURCE_PARAMETER_UNBOUND']],
    ['a parameter that the resource has not', role(`<resourceRef>r</resourceRef>${binding('other')}`), ['b RESOURCE_PARAMETER']],
  ],
});
