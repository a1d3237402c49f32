import { imports } from '../../../../engine/rules/standard/imports.ts';
import { standardTable } from '../../../support/standardTable.ts';

const imported = '<import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" namespace="urn:x" location="other.bpmn"/>';

standardTable(imports, {
  valid: [['a file of the same deployment', { more: imported, files: ['this.bpmn', 'other.bpmn'] }]],
  invalid: [['a file that is not there', { more: imported, files: ['this.bpmn'] }, [' IMPORT_MISSING']], ['a type that is no URI', { more: imported.replace('http://www.omg.org/spec/BPMN/20100524/MODEL', 'BPMN'), files: ['other.bpmn'] }, [' IMPORT_TYPE']], ['another namespace than the file\'s', { more: imported.replace('urn:x', 'urn:y'), files: ['other.bpmn'] }, [' IMPORT_NAMESPACE']]],
});
