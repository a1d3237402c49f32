import { expect, test } from '@jest/globals';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';

const wait = { timeout: 15_000 };

const visit = visitCity();

/** Elements from left to right with the flows between them, with their shapes. */
function drawn(elements: readonly (readonly [type: string, id: string, x: number, y: number])[], flows: readonly (readonly [from: string, to: string])[]): string {
  const at = new Map(elements.map(([type, id, x, y]) => [id, { x, y, width: type === 'userTask' ? 100 : type.endsWith('Event') ? 36 : 50, height: type === 'userTask' ? 80 : type.endsWith('Event') ? 36 : 50 }]));
  const shapes = elements.map(([, id]) => {
    const { x, y, width, height } = at.get(id)!;
    return `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
  });
  const edges = flows.map(([from, to]) => {
    const [a, b] = [at.get(from)!, at.get(to)!];
    return `<bpmndi:BPMNEdge id="${from}_${to}_di" bpmnElement="${from}_${to}"><di:waypoint x="${a.x + a.width}" y="${a.y + a.height / 2}"/><di:waypoint x="${b.x}" y="${b.y + b.height / 2}"/></bpmndi:BPMNEdge>`;
  });
  return (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"' +
    ' xmlns:gov="https://yijianshi.example/schema/gov/1.0" id="d" targetNamespace="test"><process id="p" isExecutable="true" gov:profile="bpmn">' +
    elements.map(([type, id]) => `<${type} id="${id}" name="${id}"/>`).join('') +
    flows.map(([from, to]) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`).join('') +
    `</process><bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="p">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`
  );
}

const elements = [['startEvent', 'start', 150, 122], ['exclusiveGateway', 'split', 240, 115], ['userTask', 'water', 350, 20], ['userTask', 'power', 350, 180], ['parallelGateway', 'join', 510, 115], ['endEvent', 'end', 620, 122]] as const;
const flows = [['start', 'split'], ['split', 'water'], ['split', 'power'], ['water', 'join'], ['power', 'join'], ['join', 'end']] as const;

test('a click on a flaw of the flow marks the way that leads there and where it stands still; it goes when asked, and with the next change (B-23)', async () => {
  await visit.city.draw('two-branches', '两个分支', drawn(elements, flows));
  const { page, faults } = await visit.enter('designer1', ['designer']);
  await page.goto(`${visit.city.address}/designer/two-branches`);
  const problem = page.locator('.problems button', { hasText: '办件可能在这里永远停住' });
  await problem.waitFor(wait);
  await problem.getByText('在图上看经过').waitFor(wait);

  await problem.click();

  const marked = async (mark: string): Promise<string[]> => (await page.locator(`.djs-element.${mark}`).evaluateAll((shapes) => shapes.map((shape) => shape.getAttribute('data-element-id') ?? ''))).sort();
  await page.locator('.djs-element.yjs-way-end').waitFor(wait);
  expect(await marked('yjs-way-end')).toEqual(['join']);
  const way = await marked('yjs-way');
  const branch = way.includes('water') ? 'water' : 'power';
  expect(way).toEqual(['start', 'start_split', 'split', `split_${branch}`, branch, `${branch}_join`].sort());
  expect(await page.locator('.yjs-way-label').innerText()).toBe('停在这里');
  const stroke = await page.locator(`[data-element-id="split_${branch}"].yjs-way .djs-visual > path`).first().evaluate((path) => getComputedStyle(path).stroke);
  expect(stroke).toBe('rgb(122, 31, 162)');
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('button', { name: '不再显示' }).click();
  expect([await marked('yjs-way'), await marked('yjs-way-end'), await page.locator('.yjs-way-label').count()]).toEqual([[], [], 0]);

  await problem.click();
  await page.locator('.djs-element.yjs-way-end').waitFor(wait);
  await page.locator('.outline button', { hasText: 'water' }).first().click();
  await page.locator('[data-entry-id="yjs-name"] :is(input, textarea)').first().fill('供水');
  await page.locator('.djs-element.yjs-way-end').waitFor({ state: 'detached', ...wait });
  expect(await marked('yjs-way')).toEqual([]);
  expect(faults).toEqual([]);
}, 120_000);
