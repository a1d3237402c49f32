import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import designerWords from '../../designer/modeler/zh-CN.json' with { type: 'json' };
import { pagesFolder } from './drawings.ts';
import type { Position } from './positions.ts';

/** The words of the support table in one language. */
export interface Words {
  /** Name of an element, as on its page and in the designer. */
  element(kind: string): string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly positions: Readonly<Record<Position, string>>;
  readonly head: { readonly element: string; readonly event: string; readonly cases: string };
  /** Under the tables. */
  readonly others: string;
  /** `executed` and `refused` stand as the tables' cells do. */
  intro(date: string, executed: string, refused: string): string;
}

const titleOf = (kind: string): string => {
  const title = /^# (.+?) \(/.exec(readFileSync(join(pagesFolder, `${kind}.md`), 'utf8'))?.[1];
  if (!title) throw new Error(`The page of ${kind} has no title`);
  return title;
};

export const en: Words = {
  element: titleOf,
  kinds: { none: 'none', message: 'message', timer: 'timer', conditional: 'conditional', signal: 'signal', escalation: 'escalation', error: 'error', compensate: 'compensation', link: 'link', cancel: 'cancel', terminate: 'terminate', multiple: 'several' },
  positions: { start: 'start', subProcessStart: 'sub-process start', eventSubProcessStart: 'event sub-process', eventSubProcessStartBeside: '… beside', intermediateCatchEvent: 'catch', intermediateThrowEvent: 'throw', endEvent: 'end', boundary: 'boundary', boundaryBeside: '… beside' },
  head: { element: 'element', event: 'event', cases: 'cases passed' },
  others: 'Also',
  intro: (date, executed, refused) => `Run of ${date}: ${executed} cases executed as expected, ${refused} invalid drawings refused; "passed/cases" counts the executed ones that use a construct, ✓ is supported with no case of its own. Pages: [docs/elements](docs/elements/README.md).`,
};

export const zh: Words = {
  element(kind) {
    const name = (designerWords as Readonly<Record<string, string>>)[titleOf(kind)];
    if (!name) throw new Error(`The designer has no Chinese name for "${titleOf(kind)}"`);
    return name;
  },
  kinds: { none: '无', message: '消息', timer: '定时', conditional: '条件', signal: '信号', escalation: '升级', error: '错误', compensate: '补偿', link: '链接', cancel: '取消', terminate: '终止', multiple: '多个' },
  positions: { start: '开始', subProcessStart: '子流程开始', eventSubProcessStart: '事件子流程', eventSubProcessStartBeside: '……不中断', intermediateCatchEvent: '捕获', intermediateThrowEvent: '抛出', endEvent: '结束', boundary: '边界', boundaryBeside: '……不中断' },
  head: { element: '元素', event: '事件', cases: '通过的用例' },
  others: '另有',
  intro: (date, executed, refused) => `${date} 的运行：${executed} 个用例按预期执行，${refused} 个无效图被拒绝；“通过/用例”只计用到该构造的执行类用例，✓ 表示支持而无专门用例。各元素说明见 [docs/elements](docs/elements/README.md)（英文）。`,
};
