import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fix } from '../../engine/fixes/index.ts';
import type { Problem } from '../../engine/problem.ts';
import { reasonOf } from '../../engine/rules/reasons.ts';

type Texts = Readonly<Record<string, unknown>>;

/** The texts of findings in one language: the same that the pages show. */
export class Words {
  readonly #problems: Texts;
  readonly #errors: Texts;
  readonly #reasons: Texts;
  readonly #fixes: Texts;
  readonly #units: Texts;

  constructor(language: 'zh-CN' | 'en') {
    const read = (file: string): Texts => JSON.parse(readFileSync(join(import.meta.dirname, '../../ui/messages', language, `${file}.json`), 'utf8')) as Texts;
    this.#problems = read('problems');
    this.#errors = read('errors');
    this.#reasons = read('reasons');
    this.#fixes = read('fixes');
    this.#units = (read('designer') as { option: { limitUnit: Texts } }).option.limitUnit;
  }

  text({ code, params = {} }: Problem): string {
    const own = this.#problems[code] ?? this.#errors[code];
    return typeof own === 'string' ? filled(own, params) : code;
  }

  why = (code: string): string => String(this.#reasons[reasonOf(code)]);

  fix({ id, params = {} }: Fix): string {
    const unit = params['unit'] === undefined ? {} : { unit: String(this.#units[params['unit']] ?? params['unit']) };
    return filled(String(this.#fixes[id]), { ...params, ...unit });
  }
}

const filled = (text: string, params: object): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String((params as Record<string, unknown>)[name] ?? whole));
