import { drawing, end, flow, path, start } from './drawing.ts';

/** How many departments a real matter of the largest kind takes together. */
export const DEPARTMENTS = 37;

/**
 * An honest large matter: departments side by side, each with its intake, a review that may ask for rectification, a
 * sign-off and a record in its own system. About eight elements a department, and every term the platform asks for.
 */
export function largeMatter(departments = DEPARTMENTS): string {
  const ways = Array.from({ length: departments }, (_, n) => department(n));
  const inside = start + '<parallelGateway id="all"/><parallelGateway id="joined"/>' + ways.join('') + person('seal', '办结', 'housing', 1) + end + path('start', 'all') + path('joined', 'seal', 'end');
  return drawing(inside, { id: 'large-matter', attributes: 'gov:registerCode="TEST-60" gov:leadDepartment="housing" gov:limitAmount="60"' });
}

function department(n: number): string {
  const id = (name: string): string => `d${n}_${name}`;
  const own = `dept${n}`;
  return person(id('take'), '收件', own, 1) + `<exclusiveGateway id="${id('again')}"/>` + person(id('review'), '审查', own, 5, 'gov:opinions="agree,disagree"') + `<exclusiveGateway id="${id('fine')}" name="是否同意" default="${id('fine')}_${id('mend')}"/>`
    + person(id('mend'), '整改', own, 3) + person(id('check'), '核验', own, 2) + person(id('sign'), '签发', own, 2) + `<serviceTask id="${id('record')}" name="归档" gov:department="${own}" gov:operation="processing" gov:limitAmount="1"/>`
    + path('all', id('take'), id('again'), id('review'), id('fine')) + flow(id('fine'), id('check'), 'opinion = "agree"') + path(id('fine'), id('mend'), id('again')) + path(id('check'), id('sign'), id('record'), 'joined');
}

const person = (id: string, name: string, department: string, days: number, attributes = ''): string => `<userTask id="${id}" name="${name}" gov:department="${department}" gov:role="approver" gov:limitAmount="${days}" ${attributes}/>`;
