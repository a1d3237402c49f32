import { deadlineReport, detailOf, longestOfAll, type Way } from '../deadline/report.ts';
import { roundedDays, daysOf } from '../deadline/days.ts';
import { commonAnswers, situationInWords } from '../deadline/words.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { problem, warning } from '../problem.ts';
import type { Program } from '../program.ts';
import type { Rule } from './rule.ts';

/**
 * In no situation do the steps' limits along the longest way end after what the matter promises (T-06, SC-21, deadline
 * proof). Where a drawing is over it, the worst situation and its way are the counter-example.
 */
export const promise: Rule = {
  id: 'promise',
  profiles: ['matter'],
  check(process, program, { questions = [] }) {
    const limit = process.matter?.limit;
    if (!limit) return [];
    const own = process.key === program.main ? program : { ...program, main: process.key };
    const promised = daysOf(limit);
    // What is in time whatever is answered needs no situations.
    if (longestOfAll(own) <= promised + 1e-9) return [];
    const report = deadlineReport(own, questions);
    const worst = report.ways[0];
    if (!worst || worst.days <= roundedDays(promised)) return [];
    const params = { days: tenth(worst.days), promised: tenth(promised), path: pathInWords(own, report, worst), ...situation(worst, report.ways, questions) };
    // An upper bound accuses nobody.
    return [report.open.length > 0 ? warning(process.key, 'PROMISE_NOT_DECIDED', { ...params, count: report.open.length }) : problem(process.key, 'PROMISE_TOO_SHORT', params)];
  },
};

function situation(worst: Way, ways: readonly Way[], questions: Parameters<typeof commonAnswers>[2]): { situation: string; situationEn: string } {
  const commons = commonAnswers(worst, ways, questions);
  return commons.length === 0
    ? { situation: '所有情形', situationEn: 'every situation' }
    : { situation: situationInWords(commons, 'zh-CN'), situationEn: situationInWords(commons, 'en') };
}

/** Names of the steps with a limit along the longest way. */
function pathInWords(program: Program, report: Parameters<typeof detailOf>[1], way: Way): string {
  const limited = new Set(detailOf(program, { ...report, promise: null }, way).steps.map(({ process, id }) => `${process} ${id}`));
  return way.path.filter(({ process, id }) => limited.has(`${process} ${id}`)).map(({ process, id }) => indexOf(program, process).nodes.get(id)?.name ?? id).join(' → ');
}

const tenth = (days: number): number => Math.round(days * 10) / 10;
