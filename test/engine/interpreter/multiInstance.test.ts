import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { openMultiInstances } from '../../../engine/interpreter/apply/multiInstance.ts';
import { boundary, drawing, end, flow, loop, message, names, path, service, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const each = (attributes: string, more: Parameters<typeof loop>[1] = {}, task = '') =>
  start + user('a', task, loop(attributes, more)) + user('after') + end + path('start', 'a', 'after', 'end');
const collected = 'inputCollection="=list" inputElement="x" outputCollection="all" outputElement="=x * 10 + n"';

describe('a multi-instance activity', () => {
  test.each([
    ['in parallel', false, ['a', 'a', 'a']],
    ['one after another', true, ['a']],
  ])('runs once for each entry %s and collects in the order of the list', async (_what, sequential, first) => {
    const c = await begin(each(collected, { sequential }), { variables: { list: [1, 2, 3] } });
    expect(c.open).toEqual(first);
    const [one, two, three] = ['1', '2', '3'];
    if (sequential) [one, two, three].forEach((n) => c.complete('a', { variables: { n: Number(n) } }));
    else {
      const [x, y, z] = Object.values(c.state.instances).filter(({ node, multi }) => node === 'a' && !multi).map(({ id }) => id);
      for (const [id, n] of [[z, 3], [x, 1], [y, 2]] as const) c.send({ type: 'complete', instance: id!, variables: { n } });
    }
    expect([c.open, c.variables.all]).toEqual([['after'], [11, 22, 33]]);
    expect(Object.keys(c.variables)).toEqual(['list', 'all']);
  });

  test.each([
    ['no entry passes straight through (B-28)', [], ['after']],
    ['one entry is one instance', [7], ['a']],
  ])('with %s', async (_what, list, open) => {
    const c = await begin(each(collected), { variables: { list } });
    expect(c.open).toEqual(open);
  });

  test.each([
    ['a thousand is the most', 1_000, []],
    ['one more is an incident and nothing starts', 1_001, ['a: FANOUT_LIMIT']],
  ])('of many instances: %s (B-28)', async (_what, n, incidents) => {
    const c = await begin(start + user('a', '', '<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">=n</loopCardinality></multiInstanceLoopCharacteristics>') + path('start', 'a'), { variables: { n } });
    expect([c.incidents, c.open.length]).toEqual([incidents, incidents.length > 0 ? 0 : n]);
  });

  test.each([
    ['a collection that is no list', { list: 'x' }, 'COLLECTION_NOT_A_LIST'],
    ['a collection that is not there', {}, 'VAR_UNDEFINED'],
  ])('stops as an incident on %s; the retry with a list runs it as a whole', async (_what, variables, code) => {
    const c = await begin(each(collected), { variables });
    expect(c.incidents).toEqual([`a: ${code}`]);
    c.settle('retry', { list: [1, 2] });
    expect(c.open).toEqual(['a', 'a']);
    c.complete('a', { variables: { n: 0 } });
    c.complete('a', { variables: { n: 0 } });
    expect(c.variables.all).toEqual([10, 20]);
  });

  test('ends when its completion condition holds: open instances are called off and told so (B-29)', async () => {
    const c = await begin(each('inputCollection="=[1,2,3,4]"', { until: 'nrOfCompletedInstances / nrOfInstances >= 0.5' }, 'gov:limitAmount="3"'));
    c.complete('a');
    expect(c.open).toHaveLength(3);
    c.complete('a');
    expect(c.open).toEqual(['after']);
    expect(c.left.filter((entry) => entry === 'a: cancelled')).toHaveLength(2);
    expect(Object.values(c.state.clocks).every(({ stoppedAt }) => stoppedAt)).toBe(true);
  });

  test('one after another starts no more once the condition holds', async () => {
    const c = await begin(each(collected, { sequential: true, until: 'n > 5' }), { variables: { list: [1, 2, 3], n: 0 } });
    c.complete('a', { variables: { n: 3 } });
    expect(c.open).toEqual(['a']);
  });

  test('a condition that is always false ends with the last instance', async () => {
    const c = await begin(each('inputCollection="=[1,2]"', { until: 'false' }));
    c.complete('a');
    c.complete('a');
    expect(c.open).toEqual(['after']);
  });

  test('a condition that cannot be decided is an incident of the whole; retried after a correction it is asked again (B-29)', async () => {
    const c = await begin(each('inputCollection="=[1,2,3]"', { until: 'enough' }));
    c.complete('a');
    expect([c.incidents, c.open]).toEqual([['a: VAR_UNDEFINED'], ['a', 'a']]);
    c.settle('retry', { enough: false });
    expect([c.incidents, c.open]).toEqual([[], ['a', 'a']]);
    c.complete('a', { variables: { enough: true } });
    expect(c.open).toEqual(['after']);
  });

  test('an output that cannot be computed stops its own instance; the others go on', async () => {
    const c = await begin(each(collected), { variables: { list: [1, 2] } });
    c.complete('a');
    expect([c.incidents, c.open]).toEqual([['a: VAR_UNDEFINED'], ['a']]);
    c.complete('a', { variables: { n: 2 } });
    expect(c.open).toEqual([]);
    c.settle('retry', { n: 1 });
    expect([c.open, c.variables.all]).toEqual([['after'], [11, 22]]);
  });

  test('as a whole can be skipped by an operator, with what was collected', async () => {
    const c = await begin(each('inputCollection="=[1,2]" outputCollection="all" outputElement="=loopCounter"', { until: 'enough' }));
    c.complete('a');
    c.settle('skip');
    expect([c.open, c.variables.all]).toEqual([['after'], [1, null]]);
  });

  test('leaves by the conditions at its edge', async () => {
    const c = await begin(start + user('a', 'default="a_x"', loop(collected)) + user('x') + user('y') + path('start', 'a') + flow('a', 'x') + flow('a', 'y', 'count(all) > 1'), { variables: { list: [1, 2] } });
    c.complete('a', { variables: { n: 0 } });
    c.complete('a', { variables: { n: 0 } });
    expect(c.open).toEqual(['y']);
  });

  test('ended early goes on when its way on is corrected, also if the corrected values would not have ended it', async () => {
    const c = await begin(start + user('a', '', loop('inputCollection="=[1,2]"', { until: 'enough' })) + user('b') + path('start', 'a') + flow('a', 'b', 'go'), { variables: { enough: true, go: false } });
    c.complete('a');
    expect(c.incidents).toEqual(['a: NO_BRANCH']);
    c.settle('retry', { enough: false, go: true });
    expect(c.open).toEqual(['b']);
  });

  test('of service tasks: one that fails holds only itself', async () => {
    const c = await begin(start + service('a', '', loop('inputCollection="=[1,2]"')) + boundary('b', 'a', message()) + user('after') + path('start', 'a', 'after'));
    c.answer('a', { kind: 'failed', code: 'DOWN', message: 'x', retryable: false });
    c.answer('a');
    expect([c.incidents, c.open]).toEqual([['a: DOWN'], []]);
    c.settle('retry');
    c.answer('a');
    expect(c.open).toEqual(['after']);
  });

  describe('drawn as the standard has it', () => {
    const over = (inner: string, attributes = '') => `<multiInstanceLoopCharacteristics ${attributes}>${inner}</multiInstanceLoopCharacteristics>`;
    const condition = (name: string, text: string) => `<${name} xsi:type="tFormalExpression">${text.replace(/</g, '&lt;')}</${name}>`;
    const around = (inner: string) => start + user('a', '', inner) + user('after') + end + path('start', 'a', 'after', 'end');

    test.each([
      ['by the name of a variable', '<loopDataInputRef>list</loopDataInputRef><inputDataItem name="x"/>', ''],
      ['by a data object', '<loopDataInputRef>object</loopDataInputRef><inputDataItem id="x"/>', '<dataObject id="object" name="list"/>'],
      ['by a reference to one', '<loopDataInputRef>reference</loopDataInputRef><inputDataItem id="item" name="x"/>', '<dataObject id="object" name="list"/><dataObjectReference id="reference" name="The list" dataObjectRef="object"/>'],
    ])('goes through a list told %s', async (_what, loopData, more) => {
      const c = await begin(around(over(loopData, 'isSequential="true"')) + more, { variables: { list: [4, 5] } });
      const seen = [0, 1].map(() => {
        const x = c.instance('a').variables!.x;
        c.complete('a');
        return x;
      });
      expect([seen, c.open]).toEqual([[4, 5], ['after']]);
    });

    test('collects by the name of an output item', async () => {
      const c = await begin(around(over('<loopDataInputRef>list</loopDataInputRef><loopDataOutputRef>all</loopDataOutputRef><inputDataItem name="x"/><outputDataItem name="y"/>')), { variables: { list: [1, 2, 3] } });
      for (const y of ['p', 'q']) c.complete('a', { variables: { y } });
      c.complete('a');
      expect([c.open, c.variables]).toEqual([['after'], { list: [1, 2, 3], all: ['p', 'q', null] }]);
    });

    test('a list that has no value is an incident', async () => {
      const c = await begin(around(over('<loopDataInputRef>list</loopDataInputRef>')));
      expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);
      c.settle('retry', { list: [] });
      expect(c.open).toEqual(['after']);
    });

    test.each([
      ['after two of three', 'nrOfCompletedInstances >= 2', 2],
      ['by those still active', 'nrOfActiveInstances = 1', 2],
      ['by the ratio', 'nrOfCompletedInstances / nrOfInstances >= 0.3', 1],
      ['never', 'nrOfTerminatedInstances > 0', 3],
    ])('a number of instances ends early %s', async (_what, until, rounds) => {
      const c = await begin(around(over(condition('loopCardinality', '3') + condition('completionCondition', until))));
      for (let i = 0; i < rounds; i += 1) c.complete('a');
      expect(c.open).toEqual(['after']);
      expect(c.left.filter((entry) => entry === 'a: cancelled')).toHaveLength(3 - rounds);
    });

    test.each([
      ['ends', 'completionCondition', '', ['after']],
      ['throws', 'behavior="Complex"', '<complexBehaviorDefinition><condition>agreed and who = "b"</condition><event><signalEventDefinition signalRef="signal_s"/></event></complexBehaviorDefinition>', ['a', 'told']],
    ])('%s by what the instance brought that is done, and by its entry', async (_what, attributes, inner, open) => {
      const until = attributes === 'completionCondition' ? condition('completionCondition', 'agreed and who = "b"') : '';
      const list = loop('inputCollection="=people" inputElement="who" outputCollection="all" outputElement="=agreed"').replace('isSequential="false">', `isSequential="false" ${until ? '' : attributes}>`).replace('</multiInstanceLoopCharacteristics>', `${until}${inner}</multiInstanceLoopCharacteristics>`);
      const c = await begin(around(list) + (inner ? boundary('b', 'a', '<signalEventDefinition signalRef="signal_s"/>', 'cancelActivity="false"') + user('told') + path('b', 'told') : ''), { variables: { people: ['a', 'b', 'c'], agreed: false } });
      c.complete('a', { variables: { agreed: true } });
      expect(c.open).toEqual(['a', 'a']);
      c.complete('a', { variables: { agreed: true } });
      expect([c.open, c.variables.agreed]).toEqual([open, false]);
    });

    describe('with a behaviour', () => {
      const more = '<signalEventDefinition id="sed" signalRef="signal_s"/><escalation id="esc" name="esc" escalationCode="E"/><escalationEventDefinition id="eed" escalationRef="esc"/><timerEventDefinition id="ted"><timeDuration>PT1S</timeDuration></timerEventDefinition>';
      const signal = '<signalEventDefinition signalRef="signal_s"/>';
      const of = (attributes: string, inner = '', definition = signal, edge = 'cancelActivity="false"') =>
        around(over(condition('loopCardinality', '3') + inner, attributes)) + boundary('b', 'a', definition, edge) + user('told') + path('b', 'told');
      const told = (c: Awaited<ReturnType<typeof begin>>) => c.entered.filter((id) => id === 'told').length;

      test.each([
        ['All throws nothing', 'behavior="All"', '', [0, 0, 0]],
        ['One throws at the first instance done', 'behavior="One" oneBehaviorEventRef="sed"', '', [1, 1, 1]],
        ['None throws at each', 'behavior="None" noneBehaviorEventRef="sed"', '', [1, 2, 3]],
        ['Complex throws where its condition holds', 'behavior="Complex"', `<complexBehaviorDefinition><condition>nrOfCompletedInstances = 2</condition><event>${signal}</event></complexBehaviorDefinition>`, [0, 1, 1]],
      ])('%s', async (_what, attributes, inner, counts) => {
        const c = await begin(of(attributes, inner), { more });
        expect(counts.map(() => {
          c.complete('a');
          return told(c);
        })).toEqual(counts);
        expect(c.open.filter((id) => id === 'after')).toEqual(['after']);
      });

      test('an interrupting event at the edge ends the others', async () => {
        const c = await begin(of('behavior="One" oneBehaviorEventRef="sed"', '', signal, ''), { more });
        c.complete('a');
        expect(c.open).toEqual(['told']);
      });

      test('the event is caught also where all instances complete by themselves', async () => {
        const c = await begin(of('behavior="One" oneBehaviorEventRef="sed"', '', signal, '').replace('userTask id="a" name="a"', 'task id="a" name="a"').replace('</userTask>', '</task>'), { more });
        expect(c.open).toEqual(['told']);
      });

      test.each([
        ['signal', 'None', 'sed', signal, 3],
        ['escalation', 'None', 'eed', '<escalationEventDefinition escalationRef="esc"/>', 3],
        ['signal', 'One', 'sed', signal, 1],
      ])('each %s (%s) is caught, also where all instances complete by themselves at once', async (_what, behavior, definition, caught, times) => {
        const attributes = `behavior="${behavior}" ${behavior.toLowerCase()}BehaviorEventRef="${definition}"`;
        const c = await begin(of(attributes, '', caught).replace('userTask id="a" name="a"', 'subProcess id="a" name="a"').replace('</userTask>', '<task id="inner"/></subProcess>'), { more });
        expect([told(c), [...c.open].sort()]).toEqual([times, ['after', ...Array.from({ length: times }, () => 'told')]]);
      });

      test('an escalation is caught at the edge', async () => {
        const c = await begin(of('behavior="None" noneBehaviorEventRef="eed"', '', '<escalationEventDefinition escalationRef="esc"/>'), { more });
        c.complete('a');
        expect(c.open).toEqual(['a', 'a', 'told']);
      });

      test('what can\'t be thrown is refused', async () => {
        const { program, problems } = await compile(drawing(of('behavior="None" noneBehaviorEventRef="ted"'), { more: names + more }), { profile: 'bpmn' });
        expect([program, problems.map(({ code }) => code)]).toEqual([null, expect.arrayContaining(['PART_UNSUPPORTED'])]);
      });
    });
  });

  describe('changed while it runs', () => {
    const change = (c: Awaited<ReturnType<typeof begin>>, action: 'add' | 'remove', instance: number, item?: string) => c.send({ type: 'multiInstance', action, instance, reason: 'joint session', ...(item === undefined ? {} : { item }) });
    const body = (c: Awaited<ReturnType<typeof begin>>) => Object.values(c.state.instances).find(({ multi }) => multi)!;
    const runs = (c: Awaited<ReturnType<typeof begin>>) => Object.values(c.state.instances).filter(({ position }) => position !== undefined);
    const out = 'inputCollection="=list" inputElement="x" outputCollection="all" outputElement="=x"';

    test('an instance that is added runs beside the others, and the join waits for it', async () => {
      const c = await begin(each(out), { variables: { list: ['p', 'q'] } });
      change(c, 'add', body(c).id, 'r');
      expect([c.open, runs(c).map(({ variables }) => variables!.x), body(c).variables!.nrOfInstances]).toEqual([['a', 'a', 'a'], ['p', 'q', 'r'], 3]);
      for (let i = 0; i < 3; i += 1) c.complete('a');
      expect([c.open, c.variables.all]).toEqual([['after'], ['p', 'q', 'r']]);
    });

    test('one after another, it comes last; a running instance may be named for the whole', async () => {
      const c = await begin(each(out, { sequential: true }), { variables: { list: ['p'] } });
      change(c, 'add', runs(c)[0]!.id, 'q');
      expect(c.log.filter(({ type }) => type === 'multiInstance')).toMatchObject([{ action: 'added', element: 'a', position: 1, reason: 'joint session' }]);
      expect([c.open, body(c).variables]).toMatchObject([['a'], { nrOfInstances: 2, nrOfActiveInstances: 1, nrOfCompletedInstances: 0, nrOfTerminatedInstances: 0 }]);
      c.complete('a');
      expect(c.open).toEqual(['a']);
      c.complete('a');
      expect([c.open, c.variables.all]).toEqual([['after'], ['p', 'q']]);
    });

    test('one that is taken out is called off and has no entry among the results; the others decide', async () => {
      const c = await begin(each(out, { until: 'nrOfCompletedInstances / nrOfInstances >= 0.5' }), { variables: { list: ['p', 'q', 'r'] } });
      c.complete('a');
      expect(c.open).toEqual(['a', 'a']);
      change(c, 'remove', runs(c)[0]!.id);
      // then one of two is enough
      expect([c.open, c.variables.all]).toEqual([['after'], ['p', null]]);
      expect(c.log.filter(({ type }) => type === 'multiInstance')).toMatchObject([{ action: 'removed', element: 'a', position: 1, reason: 'joint session' }]);
    });

    test('when the last open one is taken out the activity is done', async () => {
      const c = await begin(each(out), { variables: { list: ['p', 'q'] } });
      c.complete('a');
      change(c, 'remove', runs(c)[0]!.id);
      expect([c.open, c.variables.all]).toEqual([['after'], ['p']]);
    });

    test('one after another, the next takes its turn when the present one is taken out', async () => {
      const c = await begin(each(out, { sequential: true }), { variables: { list: ['p', 'q'] } });
      change(c, 'remove', runs(c)[0]!.id);
      expect([c.open, runs(c)[0]!.variables!.x]).toEqual([['a'], 'q']);
      c.complete('a');
      expect([c.open, c.variables.all]).toEqual([['after'], ['q']]);
    });

    test('an event that the activity could not get rid of is tried again by an operator', async () => {
      const error = '<error id="err" errorCode="X"/><errorEventDefinition id="eed" errorRef="err"/>';
      const c = await begin(start + user('a', '', '<multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="eed"><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics>') + user('after') + path('start', 'a', 'after'), { more: error });
      c.complete('a');
      expect([c.incidents, c.open]).toEqual([['a: ERROR_UNCAUGHT'], ['a']]);
      c.settle('retry');
      expect([c.incidents, c.open]).toEqual([[], ['a']]);
      c.complete('a');
      expect(c.open).toEqual(['after']);
    });

    test('a sub-process is taken out with all that runs inside', async () => {
      const c = await begin(start + sub('s', '<startEvent id="s1"/><parallelGateway id="f"/>' + user('x') + user('y') + path('s1', 'f', 'x') + path('f', 'y') + loop('inputCollection="=list" inputElement="i"')) + user('after') + path('start', 's', 'after'), { variables: { list: [1, 2] } });
      change(c, 'remove', runs(c)[1]!.id);
      expect([c.open, body(c).variables]).toMatchObject([['x', 'y'], { nrOfInstances: 1, nrOfActiveInstances: 1, nrOfCompletedInstances: 0, nrOfTerminatedInstances: 1 }]);
      c.complete('x');
      c.complete('y');
      expect(c.open).toEqual(['after']);
    });

    test('those that run are told with their places and entries', async () => {
      // given
      const c = await begin(each(out, { sequential: false }), { variables: { list: ['p', 'q', 'r'] } });
      const told = () => openMultiInstances(c.program, c.state).map(({ instance, node, overList, running }) => ({ whole: instance === body(c).id, node: node.id, overList, running: running.map(({ position, item }) => [position, item]) }));

      // when
      const before = told();
      change(c, 'remove', openMultiInstances(c.program, c.state)[0]!.running[1]!.instance);
      change(c, 'add', body(c).id, 's');

      // then
      expect([before, told()]).toEqual([
        [{ whole: true, node: 'a', overList: true, running: [[0, 'p'], [1, 'q'], [2, 'r']] }],
        [{ whole: true, node: 'a', overList: true, running: [[0, 'p'], [2, 'r'], [3, 's']] }],
      ]);
      c.send({ type: 'cancel', reason: 'withdrawn' });
      expect(openMultiInstances(c.program, c.state)).toEqual([]);
    });

    test('a number of instances has no entries', async () => {
      const c = await begin(start + user('a', '', '<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics>') + path('start', 'a'));
      expect(openMultiInstances(c.program, c.state)).toMatchObject([{ overList: false, running: [{ position: 0 }, { position: 1 }] }]);
      expect(openMultiInstances(c.program, c.state)[0]!.running.filter((run) => 'item' in run)).toEqual([]);
    });

    test('an entry larger than a value may be is refused', async () => {
      const c = await begin(each(out), { variables: { list: ['p'] } });
      expect(() => change(c, 'add', body(c).id, 'x'.repeat(65 * 1024))).toThrow(expect.objectContaining({ code: 'VAR_TOO_LARGE' }));
    });

    test.each([
      ['without a reason', 'a', 'add', ' ', 'REASON_REQUIRED'],
      ['to what does not loop', 'after', 'add', 'x', 'MULTI_INSTANCE_UNKNOWN'],
      ['to the activity as a whole, taken out', 'body', 'remove', 'x', 'MULTI_INSTANCE_UNKNOWN'],
      ['beyond the most', 'full', 'add', 'x', 'FANOUT_LIMIT'],
    ] as const)('is refused %s', async (_what, at, action, reason, code) => {
      const c = at === 'after' ? await begin(start + user('a') + path('start', 'a')) : await begin(each('inputCollection="=list"'), { variables: { list: at === 'full' ? Array.from({ length: 1_000 }, () => 1) : [1, 2] } });
      const instance = at === 'body' || at === 'full' ? body(c).id : c.instance('a').id;
      expect(() => c.send({ type: 'multiInstance', action, instance, reason })).toThrow(expect.objectContaining({ code }));
    });
  });

  describe('inside another', () => {
    test('each has its own counters, and the outer one waits for all inner ones', async () => {
      const inner = `<userTask id="t">${loop('inputCollection="=row" inputElement="cell" outputCollection="cells" outputElement="=cell * 10"')}</userTask>`;
      const c = await begin(start + sub('s', '<startEvent id="s1"/>' + inner + path('s1', 't') + loop('inputCollection="=rows" inputElement="row" outputCollection="all" outputElement="=cells"')) + user('after') + path('start', 's', 'after'), { variables: { rows: [[1, 2], [3], []] } });
      expect(c.open).toEqual(['t', 't', 't']);
      for (let i = 0; i < 3; i += 1) c.complete('t');
      expect([c.open, c.variables.all]).toEqual([['after'], [[10, 20], [30], []]]);
    });
  });
});
