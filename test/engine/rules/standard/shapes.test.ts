import { describe, expect, test } from '@jest/globals';
import { shapes } from '../../../../engine/rules/standard/shapes.ts';
import { readSource } from '../../../../engine/xml/part.ts';
import { drawing, end, path, start } from '../../../support/drawing.ts';

const shape = (id: string) => `<di:BPMNShape xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" bpmnElement="${id}"/>`;
const whole = (...ids: string[]) => drawing(start + end + path('start', 'end')).replace('</definitions>', `<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"><di:BPMNPlane bpmnElement="p">${ids.map(shape).join('')}</di:BPMNPlane></di:BPMNDiagram></definitions>`);
const report = (xml: string, profile: 'matter' | 'bpmn') => shapes.check(readSource(xml), { profile, files: [] }).map(({ elementId, code, severity }) => `${elementId} ${code} ${severity}`);

describe('rule shapes (B-08)', () => {
  test('lets through what is drawn whole, and, where any BPMN is taken, what is not', () => {
    expect([report(whole('start', 'end', 'start_end'), 'matter'), report(whole('start'), 'bpmn')]).toEqual([[], []]);
  });

  test('names what has no shape, and a shape of nothing', () => {
    expect(report(whole('start', 'start_end', 'ghost'), 'matter')).toEqual(['end SHAPE_MISSING warning', ' SHAPE_OF_NOTHING warning']);
  });

  test('names a drawing without a diagram once', () => {
    expect(report(drawing(start + end + path('start', 'end')), 'matter')).toEqual(['p DIAGRAM_MISSING warning']);
  });
});
