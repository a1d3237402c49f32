import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCalendar } from '../../../definitions/calendars/load.ts';
import { assemble } from '../../../engine/compile.ts';
import { datesOf } from '../../../engine/deadline/dates.ts';
import { type AskingForm, questionsOf } from '../../../engine/deadline/questions.ts';
import { deadlineReport, detailOf } from '../../../engine/deadline/report.ts';
import { walkProgram } from '../../../engine/deadline/walk.ts';
import { commonAnswers, situationInWords } from '../../../engine/deadline/words.ts';
import type { Program } from '../../../engine/program.ts';
import { boundary, drawing, duration, end, path, start, user } from '../../support/drawing.ts';
import { drawTimed, timedFlow, timedQuestions } from '../../support/timedFlow.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';
import { seed } from '../../support/seed.ts';

const read = (name: string): string => readFileSync(new URL(`../../../definitions/matters/${name}`, import.meta.url), 'utf8');
const visit = (await assemble(read('joint-visit/flow.bpmn'), { profile: 'matter' })).program!;

async function matter(key: string): Promise<{ program: Program; questions: ReturnType<typeof questionsOf> }> {
  const { program } = await assemble(read(`${key}/flow.bpmn`), { profile: 'matter', called: visit.processes });
  return { program: program!, questions: questionsOf(JSON.parse(read(`${key}/form.json`)) as AskingForm) };
}

describe('the joint utility connection', () => {
  test('given all its answers, when it is proved, then each kind of situation has its days, worst first, and words that tell it apart', async () => {
    const { program, questions } = await matter('joint-utility-connection');
    const report = deadlineReport(program, questions);

    expect(report.open).toEqual([]);
    expect(report.promise!.days).toBe(45);
    expect(report.ways.map((way) => [way.days, way.slack, situationInWords(commonAnswers(way, report.ways, questions), 'zh-CN')])).toEqual([
      [43, 2, '要报装哪些服务：含供电；供电要单电源还是双电源：双电源；红线外需要新建管线吗：是'],
      [38, 7, '要报装哪些服务：含供电；供电要单电源还是双电源：双电源；红线外需要新建管线吗：否'],
      [28, 17, '要报装哪些服务：含供电；供电要单电源还是双电源：单电源；红线外需要新建管线吗：是'],
      [23, 22, '要报装哪些服务：含供电；供电要单电源还是双电源：单电源；红线外需要新建管线吗：否'],
      [18, 27, '要报装哪些服务：不含供电；红线外需要新建管线吗：是'],
      [13, 32, '要报装哪些服务：不含供电；红线外需要新建管线吗：否'],
    ]);
    expect(situationInWords(commonAnswers(report.ways[0]!, report.ways, questions), 'en')).toBe('Which services are to be connected: with Power; Single or double power supply: Double; Are lines outside the site needed: yes');
  });

  test('given its worst situation, when it is looked at, then what stops the clock is named and every department has its slack', async () => {
    const { program, questions } = await matter('joint-utility-connection');
    const report = deadlineReport(program, questions);
    const detail = detailOf(program, report, report.ways[0]!);

    expect(detail.notes.filter(({ kind, process }) => kind === 'stopped' && process === 'joint-utility-connection').map(({ id }) => id)).toEqual(['payment', 'works']);
    expect(detail.departments.find(({ department }) => department === 'power')).toEqual({ department: 'power', critical: 27, slack: 2, steps: 1 });
    expect(detail.departments.find(({ department }) => department === 'gasCompany')).toEqual({ department: 'gasCompany', critical: 0, slack: 27, steps: 1 });
  });

  test('given the day it is accepted on, when dates are counted, then the promise and each step have theirs by the calendar, provisional past what is published', async () => {
    const { program, questions } = await matter('joint-utility-connection');
    const report = deadlineReport(program, questions);
    const critical = detailOf(program, report, report.ways[0]!).steps.filter(({ critical: is }) => is);
    const shown = (acceptedOn: string) => {
      const { promise, last, steps } = datesOf(loadCalendar(), acceptedOn, report.promise!.limit, critical);
      return [promise!.on, promise!.provisional, last.on, steps.get('plan_power_double')!.on];
    };

    // 45 and 43 working days after a Monday; the spring festival of 2026 lies between.
    expect(shown('2026-01-05')).toEqual(['2026-03-13', false, '2026-03-11', '2026-02-14']);
    expect(shown('2026-12-01')[1]).toBe(true);
  });
});

test('given the restaurant, when it is proved, then it takes nine working days in every situation', async () => {
  const { program, questions } = await matter('open-a-restaurant');
  const { ways } = deadlineReport(program, questions);

  expect(ways.map(({ days, slack }) => [days, slack])).toEqual([[9, 11]]);
  expect(situationInWords(commonAnswers(ways[0]!, ways, questions), 'zh-CN')).toBe('');
});

test('given a matter without a promise, when it is proved, then nobody has slack', async () => {
  const program = await uncheckedProgram(drawing(start + user('a', 'gov:limitAmount="3" gov:department="housing"') + end + path('start', 'a', 'end')));
  const report = deadlineReport(program, []);

  expect([report.promise, report.ways[0]!.slack, detailOf(program, report, report.ways[0]!).departments]).toEqual([null, null, [{ department: 'housing', critical: 3, slack: null, steps: 1 }]]);
});


test.each<[string, number, string, boolean, number | null]>([
  ['a timer that starts something beside it and rings later', 4.5, 'P28D', false, 5.5],
  ['a timer that starts something beside it and rings soon', 4.5, 'P7D', false, 10.5],
  ['a timer that takes its place after the promise', 4.5, 'P28D', true, 5.5],
  ['a timer that takes its place before the promise', 4.5, 'P7D', true, null],
  ['a timer that starts something beside it, which is over the promise', 12, 'P28D', false, -2],
])('given a step with %s, when it is proved, then its slack counts what comes behind the timer', async (_what, days, wait, interrupting, slack) => {
  const drawn = start + user('a', `gov:limitAmount="${days}"`) + boundary('t', 'a', duration(wait), interrupting ? '' : 'cancelActivity="false"') + user('b', 'gov:limitAmount="5"') + end + path('start', 'a', 'end') + path('t', 'b', 'end');
  const program = await uncheckedProgram(drawing(drawn, { attributes: 'gov:limitAmount="15"' }));
  const report = deadlineReport(program, []);

  expect(detailOf(program, report, report.ways[0]!).steps.find(({ id }) => id === 'a')!.slack).toBe(slack);
});

test(`a step made longer by its slack keeps the promise, by a little more breaks it, in random flows (seed ${seed})`, async () => {
  let looked = 0;
  for (const flow of fc.sample(timedFlow, { seed, numRuns: 60 })) {
    const { xml, called } = await drawTimed(flow);
    const program = await uncheckedProgram(xml, called);
    const report = { promise: { limit: { amount: 40, unit: 'workingDay' as const, kind: 'promised' as const }, days: 40 } };
    const way = deadlineReport(program, timedQuestions).ways[0]!;
    for (const { key, slack } of detailOf(program, report, way).steps) {
      // Where the promise is broken on other ways no length of the step keeps it.
      if (way.days > 40 || (slack !== null && slack < 0)) continue;
      const end = (days: number): number => walkProgram(program, way.decided, { key, days }).days;
      if (slack === null) expect(end(1_000_000)).toBeLessThanOrEqual(40);
      else expect([end(slack - 0.01) <= 40.01, end(slack + 0.02) > 40]).toEqual([true, true]);
      looked += 1;
    }
  }
  // 130 of sixty flows, give or take 13: a look at many, whatever the seed.
  expect(looked).toBeGreaterThan(50);
});
