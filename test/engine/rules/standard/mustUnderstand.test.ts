import { mustUnderstand } from '../../../../engine/rules/standard/mustUnderstand.ts';
import { standardTable } from '../../../support/standardTable.ts';

standardTable(mustUnderstand, {
  valid: [['extensions that need not be understood', { more: '<extension definition="x:y"/><extension definition="x:z" mustUnderstand="false"/>' }]],
  invalid: [['one that has to be', { more: '<extension definition="x:y" mustUnderstand="true"/>' }, [' EXTENSION_NOT_UNDERSTOOD']]],
});
