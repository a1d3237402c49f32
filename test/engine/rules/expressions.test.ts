import { expressions } from '../../../engine/rules/expressions.ts';
import { caught, conditional } from '../../support/events.ts';
import { duration, end, flow, loop, mapping, path, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const on = (condition: string) => start + '<exclusiveGateway id="g"/>' + end + path('start', 'g') + flow('g', 'end', condition);
const facts = { variables: ['services', 'area'] };

ruleTable(expressions, {
  valid: [
    { title: 'names of the form', drawn: on('area >= 300 and list contains(services, "power")'), facts },
    { title: 'what a mapping, a loop and the platform give', drawn: start + user('a', '', mapping('x=area', '<y=x') + loop('inputCollection="=services" inputElement="s" outputCollection="all" outputElement="=[s, loopCounter, opinion]"')) + '<exclusiveGateway id="g"/>' + end + flow('g', 'end', 'y > 1 and count(all) > count(opinions)'), facts },
    { title: 'names of its own', drawn: on('some o in services satisfies o = "x" and count(for s in services return {k: s, l: k}) > 0'), facts },
    { title: 'members of a list\'s entries', drawn: on('count(services[kind = "x" and item.y > 1]) > 0'), facts },
    { title: 'any name where nothing is known of the form', drawn: on('whatever > 1') },
    { title: 'any name in another profile', drawn: on('whatever > 1'), facts, profile: 'bpmn' },
  ],
  invalid: [
    { title: 'a condition that cannot be read (E-01)', drawn: on('x >'), profile: 'bpmn', says: ['g_end EXPR_SYNTAX'] },
    { title: 'the condition of an event', drawn: start + caught('w', conditional('x &gt;')), profile: 'bpmn', says: ['w EXPR_SYNTAX'] },
    { title: 'a name in one of several triggers that nothing gives', drawn: start + caught('w', `<signalEventDefinition signalRef="signal_s"/>${conditional('nothing = 1')}`), facts, says: ['w VAR_UNDEFINED'] },
    { title: 'a correlation key of a send task that nothing gives', drawn: start + '<sendTask id="s" messageRef="message_mk"/>', facts, says: ['s VAR_UNDEFINED'] },
    { title: 'code of another language (E-01)', drawn: on("this.constructor.constructor('return process')()"), says: ['g_end EXPR_SYNTAX'] },
    { title: 'equality as other languages write it', drawn: on('x == 1'), profile: 'bpmn', says: ['g_end EXPR_SIGN_TWICE'] },
    { title: 'full-width operators (E-17)', drawn: on('面积 ＞ 3'), says: ['g_end EXPR_FULL_WIDTH'] },
    { title: 'a function (E-10)', drawn: on('{f: function(n) f(n)}.f(1)'), says: ['g_end EXPR_FUNCTION'] },
    { title: 'a loop over a range (E-07)', drawn: on('count(for i in 1..1000000000 return i) > 0'), says: ['g_end EXPR_BUDGET'] },
    { title: 'a text over 2,000 characters (E-09)', drawn: on(`x = "${'a'.repeat(2_000)}"`), says: ['g_end EXPR_TOO_COMPLEX'] },
    { title: 'ninety parentheses (E-09)', drawn: on(`${'('.repeat(90)}1${')'.repeat(90)} = 1`), says: ['g_end EXPR_TOO_COMPLEX'] },
    { title: 'a name that nothing gives (E-11)', drawn: on('areas > 3'), facts, says: ['g_end VAR_UNDEFINED'] },
    { title: 'everywhere an expression may stand', drawn: start + user('a', 'gov:department="=("', mapping('x=(', '<y=(') + loop('inputCollection="=(" outputCollection="c" outputElement="=("', { until: '(' })) + `<intermediateCatchEvent id="t">${duration('=(')}</intermediateCatchEvent>`, says: [...Array<string>(6).fill('a EXPR_SYNTAX'), 't EXPR_SYNTAX'] },
  ],
});
