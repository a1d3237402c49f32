import { describe, expect, test } from '@jest/globals';
import { readSource } from '../../../engine/xml/part.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

describe('a drawing as it is written', () => {
  test('has its elements by canonical name, whatever the prefix, with line and column', () => {
    const { root, byId, namespace, prefixes } = readSource(`<b:definitions xmlns:b="${BPMN}" xmlns:t="urn:t" targetNamespace="urn:t">\n  <b:process id="p"><b:task id="a"/></b:process>\n</b:definitions>`);
    expect([root.type, byId.get('p')!.type, byId.get('a')!.line, byId.get('a')!.column, namespace, [...prefixes]]).toEqual(['definitions', 'process', 2, 21, 'urn:t', [['b', BPMN], ['t', 'urn:t']]]);
  });

  test('keeps the first of two with one id, and both as parts', () => {
    const { parts, byId } = readSource(`<definitions xmlns="${BPMN}"><task id="a" name="1"/><task id="a" name="2"/></definitions>`);
    expect([parts.filter(({ id }) => id === 'a').length, byId.get('a')!.attributes.get('name')]).toEqual([2, '1']);
  });

  test('has no parts inside extensions, but what is there', () => {
    const { parts, root } = readSource(`<definitions xmlns="${BPMN}"><task id="a"><extensionElements><task id="inside"/></extensionElements></task></definitions>`);
    expect([parts.map(({ id }) => id), root.children[0]!.children[0]!.children[0]!.id]).toEqual([[undefined, 'a'], 'inside']);
  });
});
