import { describe, expect, test } from '@jest/globals';
import { Grouping } from '../../../engine/gate/outcome.ts';
import { refold } from '../../../engine/gate/refold.ts';
import { playShipped, utilityProgram, utilityXml } from '../../support/pastCases.ts';

/** The drawing with one thing changed; a change that finds nothing to change fails. */
function changed(from: string | RegExp, to: string): string {
  const after = utilityXml.replace(from, to);
  if (after === utilityXml) throw new Error(`Expected the drawing to hold ${String(from)}`);
  return after;
}

describe('the shipped demonstration case of the joint utility connection', () => {
  test.each<[string, string, string, string | null]>([
    ['the same drawing', utilityXml, 'same', null],
    ['another limit', changed('id="reply" name="一次性答复与联合账单" gov:nameEn="One reply and one bill" gov:department="housing" gov:role="approver" gov:limitAmount="1"', 'id="reply" name="一次性答复与联合账单" gov:nameEn="One reply and one bill" gov:department="housing" gov:role="approver" gov:limitAmount="2"'), 'same', null],
    ['no way round without an outside line any more', changed('>=outsideLine</bpmn:conditionExpression>', '>=not(outsideLine)</bpmn:conditionExpression>'), 'other', 'OTHER_BRANCH inspection for permit_planning'],
    ['the confirmation of needs left out', changed('id="dispatch_to_needs" sourceRef="dispatch" targetRef="needs"', 'id="dispatch_to_needs" sourceRef="dispatch" targetRef="survey"'), 'other', 'OTHER_BRANCH survey for needs'],
    ['an opinion that is no longer allowed', changed('gov:item="SAMPLE-PIPELINE-PLANNING" gov:limitAmount="5" gov:limitKind="promised" gov:form="permit-opinion" gov:opinions="agree,agreeWithConditions,disagree"', 'gov:item="SAMPLE-PIPELINE-PLANNING" gov:limitAmount="5" gov:limitKind="promised" gov:form="permit-opinion" gov:opinions="disagree"'), 'impossible', 'REFUSED permit_planning'],
  ])('given %s, when it is folded through it, then that is found', async (_title, xml, kind, first) => {
    const { program, play } = await playShipped('demo');
    const outcome = refold({ program, events: play.events }, await utilityProgram(xml));

    expect([outcome.kind, outcome.first && [outcome.first.code, outcome.first.element, ...(outcome.first.instead ? ['for', outcome.first.instead] : [])].join(' ')]).toEqual([kind, first]);
  });

  test('given many cases, when their differences are put together, then like ones are one group, impossible ones first, and those that go the same way only counted', async () => {
    const { program, play } = await playShipped('demo');
    const [same, other, refused] = await Promise.all([utilityXml, changed('>=outsideLine<', '>=not(outsideLine)<'), changed('id="dispatch_to_needs" sourceRef="dispatch" targetRef="needs"', 'id="dispatch_to_needs" sourceRef="dispatch" targetRef="reply"')].map((xml) => utilityProgram(xml)));
    const grouping = new Grouping();
    for (let n = 0; n < 25; n += 1) grouping.add(`A${n}`, refold({ program, events: play.events }, other!));
    grouping.add('B', refold({ program, events: play.events }, same!));
    grouping.add('C', refold({ program, events: play.events }, refused!));

    expect(grouping.same).toBe(1);
    expect(grouping.groups.map(({ kind, count, cases }) => [kind, count, cases.length])).toEqual([['impossible', 1, 1], ['other', 25, 20]]);
  });
});
