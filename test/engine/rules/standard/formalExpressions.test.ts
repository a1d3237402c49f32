import { formalExpressions } from '../../../../engine/rules/standard/formalExpressions.ts';
import { drawing } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const FORMAL = 'xsi:type="tFormalExpression"';
const flow = (condition: string) => `<sequenceFlow id="f" sourceRef="a" targetRef="b">${condition}</sequenceFlow>`;
const timer = (time: string) => `<intermediateCatchEvent id="c"><timerEventDefinition id="t">${time}</timerEventDefinition></intermediateCatchEvent>`;
const said = (language: string, content: string) => drawing(content).replace('targetNamespace="test"', `targetNamespace="test" expressionLanguage="${language}"`);
const XPATH = 'http://www.w3.org/1999/XPath';
const words = (name: string, attributes = '') => `<${name} ${attributes}>when it is time</${name}>`;

standardTable(formalExpressions, {
  valid: [
    ['formal expressions', flow(`<conditionExpression ${FORMAL}>x</conditionExpression>`) + timer(`<timeDuration ${FORMAL}>PT1H</timeDuration>`)],
    ['plain ones where the drawing says that it speaks FEEL', said('https://www.omg.org/spec/DMN/20191111/FEEL/', flow('<conditionExpression>x</conditionExpression>') + timer('<timeDuration>PT1H</timeDuration>'))],
    ['literals and marked ones where it says nothing', flow('<conditionExpression>=x</conditionExpression>') + timer('<timeDate>2030-01-01T00:00:00Z</timeDate>') + '<task id="m"><multiInstanceLoopCharacteristics><loopCardinality>5</loopCardinality></multiInstanceLoopCharacteristics></task>'],
    ['natural language in a process that is not executed', { drawn: '<startEvent id="s"/>', more: `<process id="q" isExecutable="false">${flow(words('conditionExpression'))}</process>` }],
  ],
  invalid: [
    ['a condition in words', flow(words('conditionExpression')), ['f EXPRESSION_NOT_FORMAL']],
    ...['timeDate', 'timeDuration', 'timeCycle'].map((name) => [`a ${name} that is not formal where the drawing speaks XPath`, said(XPATH, timer(`<${name}>PT1H</${name}>`)), ['c EXPRESSION_NOT_FORMAL']] as const),
    ['conditions of loops, of an ad-hoc sub-process and of a complex gateway in words', '<task id="a"><standardLoopCharacteristics>' + words('loopCondition') + '</standardLoopCharacteristics></task><task id="b"><multiInstanceLoopCharacteristics>' + words('loopCardinality') + words('completionCondition') + '</multiInstanceLoopCharacteristics></task><adHocSubProcess id="h">' + words('completionCondition') + '</adHocSubProcess><complexGateway id="g">' + words('activationCondition') + '</complexGateway>',
      ['a EXPRESSION_NOT_FORMAL', 'b EXPRESSION_NOT_FORMAL', 'b EXPRESSION_NOT_FORMAL', 'h EXPRESSION_NOT_FORMAL', 'g EXPRESSION_NOT_FORMAL']],
    ['an assignment in words', '<task id="a"><dataInputAssociation id="d"><assignment id="as">' + words('from') + words('to') + '</assignment></dataInputAssociation></task>', ['as EXPRESSION_NOT_FORMAL', 'as EXPRESSION_NOT_FORMAL']],
    ['a condition of an event in words', '<intermediateCatchEvent id="c"><conditionalEventDefinition id="d">' + words('condition') + '</conditionalEventDefinition></intermediateCatchEvent>', ['c EXPRESSION_NOT_FORMAL']],
    ['any formal expression with nothing in it, whatever it is called', '<userTask id="a"><potentialOwner id="o"><resourceAssignmentExpression><formalExpression/></resourceAssignmentExpression></potentialOwner></userTask>', ['o EXPRESSION_EMPTY']],
    ['a formal expression with nothing in it', flow(`<conditionExpression ${FORMAL}/>`) + '<task id="a"><dataInputAssociation id="d"><transformation/></dataInputAssociation></task>', ['f EXPRESSION_EMPTY', 'd EXPRESSION_EMPTY']],
  ],
});
