import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { flowIncidents } from '../../engine/interpreter/incident.ts';
import { errors } from '../../engine/errors.ts';
import { terms } from '../../engine/terms.ts';

const read = (language: string, file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../ui/messages/${language}/${file}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;

describe('the glossary', () => {
  test('gives each thing one word, and each word one thing', () => {
    for (const language of ['zh', 'en'] as const) {
      const words = Object.values(terms).map((term) => term[language]);
      expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
      expect(words.filter((word) => word.trim() === '')).toEqual([]);
    }
  });

  test('names every role, opinion and unit a step may have', () => {
    for (const id of ['clerk', 'approver', 'applicant', 'supervisor', 'operator', 'agree', 'agreeWithConditions', 'disagree', 'notApplicable', 'rectify', 'workingDay', 'calendarDay', 'workingHour', 'minute']) {
      expect(terms).toHaveProperty(id);
    }
  });
});

describe.each(['zh-CN', 'en'])('texts in %s', (language) => {
  test('are there for every refusal', () => {
    const texts = read(language, 'errors');
    expect(Object.keys(errors).filter((code) => !(code in texts))).toEqual([]);
  });

  test('are there for everything that can go wrong with a flow by itself', () => {
    const texts = read(language, 'incidents');
    expect(flowIncidents.filter((code) => !(code in texts))).toEqual([]);
  });
});
