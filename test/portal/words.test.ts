import { describe, expect, test } from '@jest/globals';
import { boxAround } from '../../portal/cases/nearBox.ts';
import { healthOf } from '../../portal/answers/departments.ts';
import { codeFromAddress } from '../../portal/progress/checkCode.ts';
import { keyName } from '../../portal/use/keys.ts';
import { jumpedDays, stretches, summaryOf } from '../../portal/words/cards.ts';
import { dateText, daysBetween, dayText, timeText } from '../../ui/words/dates.ts';
import { byUrgency, lightOf } from '../../portal/words/light.ts';
import { departmentName } from '../../portal/words/names.ts';
import { shownValues, valueText, type ValueWords } from '../../portal/words/values.ts';
import { cards } from './support/answers.ts';

describe('dates are China\'s, whatever zone the browser is in', () => {
  test.each([
    ['2026-09-30', 'zh-CN', '2026年9月30日'],
    ['2026-09-30', 'en', '30 Sep 2026'],
    ['2026-09-30T17:00:00.000Z', 'zh-CN', '2026年10月1日'],
    [null, 'zh-CN', ''],
  ])('%s in %s is %s', (value, locale, text) => {
    expect(dateText(value, locale)).toBe(text);
  });

  test('weekday, time of day and distance in days', () => {
    expect(dayText('2026-10-10', 'zh-CN')).toBe('2026年10月10日 周六');
    expect(dayText('2026-10-10', 'en')).toBe('Sat 10 Oct 2026');
    expect(timeText('2026-09-18T01:30:00.000Z')).toBe('2026-09-18 09:30');
    expect(daysBetween('2026-09-18T17:00:00.000Z', '2026-09-22T02:00:00.000Z')).toBe(3);
  });
});

describe('lights', () => {
  const clock = (remaining: number | null): never => ({ dueOn: null, remaining }) as never;

  test.each([
    [null, 'none'],
    [clock(5), 'green'],
    [clock(1), 'yellow'],
    [clock(0), 'yellow'],
    [clock(-1), 'red'],
    [clock(null), 'none'],
  ])('%j shows %s', (given, light) => {
    expect(lightOf(given)).toBe(light);
  });

  test('the most urgent comes first, what has no limit last', () => {
    const list = [{ clock: clock(3) }, { clock: null }, { clock: clock(-2) }, { clock: clock(0) }];
    expect([...list].sort(byUrgency).map((entry) => (entry.clock as { remaining: number } | null)?.remaining ?? null)).toEqual([-2, 0, 3, null]);
  });
});

describe('SC-19 a card says which holiday it jumped', () => {
  test('the red card of 8 October jumped the seven days of the holiday', () => {
    const red = cards.find((card) => card.level === 'redCard')!;
    expect(stretches(jumpedDays(red))).toEqual(['2026-10-01–10-07']);
  });

  test('rest days of the computation are told as stretches', () => {
    expect(stretches(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-23'])).toEqual(['2026-02-16–02-18', '2026-02-23']);
  });

  test('counts by level and department come from the cards one may see', () => {
    expect(summaryOf(cards)).toMatchObject({ byLevel: { hint: 1, warning: 1, yellowCard: 1, redCard: 1 }, byDepartment: [{ department: 'telecomOffice', open: 3 }] });
  });
});

test.each([
  [{ hash: '#code=K7PM2X', search: '' }, 'K7PM2X'],
  [{ hash: '#K7PM2X', search: '' }, 'K7PM2X'],
  [{ hash: '', search: '?code=K7PM2X' }, 'K7PM2X'],
  [{ hash: '#main', search: '' }, ''],
  [{ hash: '', search: '' }, ''],
])('the check code of %j is %s', (address, code) => {
  expect(codeFromAddress(address)).toBe(code);
});

test.each([
  [{ key: 'J' }, 'j'],
  [{ key: 'ArrowLeft', shiftKey: true }, 'shift+ArrowLeft'],
  [{ key: 'Enter', ctrlKey: true }, 'ctrl+Enter'],
  [{ key: '?', shiftKey: true }, '?'],
])('the key %j is named %s', (event, name) => {
  expect(keyName({ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...event })).toBe(name);
});

const words: ValueWords = {
  yes: '是', no: '否', masked: '已加密保存', language: 'zh',
  department: (id) => departmentName(id, 'zh-CN'),
  opinion: (value) => (value === 'rectify' ? '需要整改' : value),
  time: timeText,
};

test('values are shown as text, personal ones only as kept', () => {
  expect(valueText({ $commitment: 'ab' }, words)).toBe('已加密保存');
  expect(valueText([true, 'DN100'], words)).toBe('是、DN100');
  expect(valueText({ a: 1, b: null }, words)).toBe('a：1');
});

test('what a visit passes on is said in words: departments, checklists, opinions and times', () => {
  const values = {
    visitKind: 'survey',
    participants: [{ department: 'power', mandatory: true, checklist: 'survey' }, { department: 'trafficPolice', mandatory: false, checklist: 'traffic' }],
    conclusions: [{ department: 'power', opinion: 'rectify', points: '净距不足' }],
    slot: '2026-09-22T01:00:00.000Z',
    loopCounter: 2,
    ownName: 'DN100',
  };
  expect(shownValues(values, {}, words).map(({ label, text }) => `${label}: ${text}`)).toEqual([
    '上门类型: 踏勘（勘验）',
    '参加单位: 珠海供电局；必到：是；检查内容：接入条件\n公安交警；必到：否；检查内容：交通组织',
    '各单位结论: 珠海供电局；意见：需要整改；整改要点：净距不足',
    '约定时段: 2026-09-22 09:00',
    'ownName: DN100',
  ]);
});

test('answers of a form are read as the form says them: choices by their names, numbers with their unit', () => {
  const readings = { services: { options: { power: '供电', gasCompany: '燃气' } }, voltage: { options: { high: '高压 10 kV' } }, powerCapacity: { unit: 'kVA' } };

  expect(shownValues({ services: ['power', 'gasCompany'], voltage: 'high', powerCapacity: 315, outsideLine: true }, {}, words, readings).map(({ text }) => text)).toEqual(['供电、燃气', '高压 10 kV', '315 kVA', '是']);
});

test('departments are called by their names, unknown ones by their ids', () => {
  expect(departmentName('power', 'zh-CN')).toBe('珠海供电局');
  expect(departmentName('power', 'en')).toBe('Zhuhai Power Supply Bureau');
  expect(departmentName('elsewhere', 'en')).toBe('elsewhere');
});

test.each([
  [{ system: null, calls: {} }, 'none'],
  [{ system: { enabled: true }, calls: { down: 0, silent: 0, openIncidents: 0 } }, 'up'],
  [{ system: { enabled: true }, calls: { down: 0, silent: 2, openIncidents: 0 } }, 'slow'],
  [{ system: { enabled: true }, calls: { down: 1, silent: 0, openIncidents: 0 } }, 'down'],
])('health of %j is %s', (department, health) => {
  expect(healthOf(department as never)).toBe(health);
});

describe('the part of a drawing around what happens', () => {
  const shape = (id: string, x: number, y: number): string => `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="100" height="80" /></bpmndi:BPMNShape>`;
  const xml = shape('a', 1000, 500) + shape('b', 3000, 500);

  test('is centred on the element, as wide as asked for and of the window\'s shape', () => {
    expect(boxAround(xml, ['a'], { width: 800, height: 400 })).toEqual({ x: 640, y: 335, width: 820, height: 410 });
  });

  test('holds all of several elements', () => {
    const box = boxAround(xml, ['a', 'b'], { width: 800, height: 400 })!;
    expect(box.x).toBeLessThan(1000);
    expect(box.x + box.width).toBeGreaterThan(3100);
  });

  test('is nothing when nothing of it is drawn', () => {
    expect(boxAround(xml, ['c'], { width: 800, height: 400 })).toBeNull();
  });
});
