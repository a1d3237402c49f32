import { loadCalendar } from '../../../definitions/calendars/load.ts';
import { loadLadders } from '../../../definitions/ladders/load.ts';
import type { MatterForm } from '../../../engine/forms/matterForm.ts';
import type { Stage } from '../../../engine/scenario/play.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { drawing, end, flow, names, path, programOf, service, start, user } from '../../support/drawing.ts';

/** A form with a question, a plain number and two personal answers. */
export const form: MatterForm = {
  situations: [{ name: 'large', label: '面积大于 100 平方米', type: 'yesNo', required: true }],
  form: {
    sections: [
      {
        fields: [
          { name: 'applicantName', label: '申请人', type: 'text', required: true, personal: true },
          { name: 'contactId', label: '身份证号', type: 'text', rule: 'idNumber', personal: true },
          { name: 'seats', label: '餐位', type: 'number' },
          { name: 'story', label: '情况说明', type: 'longText' },
        ],
      },
    ],
  },
  materials: [],
  applicantStages: [{ id: 'review', name: '审查' }],
};

/**
 * Accepted -> housing's system is asked (async) -> a large place is looked at, a small one is not -> concluded. Whoever
 * disagrees leads to a second look.
 */
const flowText =
  start +
  service('ask', 'gov:mode="async"') +
  '<exclusiveGateway id="size" default="size_decide"/>' +
  user('look', 'gov:department="fireRescue" gov:role="approver" gov:opinions="agree,disagree" gov:limitAmount="2" gov:stage="review" gov:ladder="default"') +
  user('decide', 'gov:department="housing" gov:role="approver" gov:limitAmount="3"') +
  end +
  path('start', 'ask', 'size') +
  flow('size', 'look', 'large') +
  flow('size', 'decide') +
  path('look', 'decide', 'end');

export async function smallStage(content = flowText): Promise<Stage> {
  return { program: await programOf(drawing(content, { more: names })), form, calendar: loadCalendar(), ladders: loadLadders(), departmentOf: (who) => who.replace(/-(1|chief)$/, '') };
}

/** Accepted on a Friday: 2026-09-20 is a Sunday that is worked. */
export const begin: Scenario['start'] = { now: '2026-09-18T01:30:00.000Z', situations: { large: true }, form: { applicantName: '张三丰', contactId: '11010519491231002X', seats: 30, story: '我姓张' } };
