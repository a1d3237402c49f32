import { describe, expect, test } from '@jest/globals';
import { assemble, compile } from '../../engine/compile.ts';
import { drawing, path, start } from '../support/drawing.ts';

describe('names in two languages', () => {
  const drawn = `${start}<exclusiveGateway id="g" name="同意？" gov:nameEn="Agreed?"/>`
    + '<subProcess id="s" name="上门" gov:nameEn="Visit"><startEvent id="s1"/><userTask id="t" name="踏勘" gov:nameEn="Survey"/><endEvent id="s2" name="完成"/>'
    + `${path('s1', 't', 's2')}</subProcess><endEvent id="end" gov:nameEn="Done"/>`
    + '<sequenceFlow id="yes" name="是" gov:nameEn="Yes" sourceRef="g" targetRef="s"/>' + path('start', 'g', 'end') + path('s', 'end');

  test('are read of the process, of its nodes at any depth and of its flows', async () => {
    // when
    const { program } = await assemble(drawing(drawn, { attributes: 'gov:nameEn="Connection"' }), { profile: 'bpmn' });
    // then
    const { name, nameEn, nodes, flows } = program!.processes.p!;
    expect([name, nameEn]).toEqual(['p', 'Connection']);
    expect([...nodes, ...flows].filter((each) => each.name ?? each.nameEn).map((each) => [each.id, each.name, each.nameEn])).toEqual([
      ['g', '同意？', 'Agreed?'], ['s', '上门', 'Visit'], ['t', '踏勘', 'Survey'], ['s2', '完成', undefined], ['end', undefined, 'Done'],
      ['yes', '是', 'Yes'],
    ]);
  });

  test('are left out where a drawing has one name only: its program stays what it was', async () => {
    // when
    const { program } = await compile(drawing(start + '<endEvent id="end" name="完成" gov:nameEn=""/>' + path('start', 'end')), { profile: 'bpmn' });
    // then
    expect(JSON.stringify(program)).not.toContain('nameEn');
  });
});
