import type { FormField, FormSchema } from './types.ts';
import { isEmpty, visibleForm, type Answers } from './answers.ts';

/** Invented values by rule; the credit code and identity number pass their check characters and belong to nobody. */
const BY_RULE: Readonly<Record<string, string>> = { uscc: '91440402MA5ABCDE1K', idNumber: '440402199003070010', phone: '13800138000' };

/** Words that a field's name or label may hold, with an invented value for each. First match wins. */
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/projectCode|项目代码/i, '2609-440402-04-01-123456'],
  [/projectName|项目名称/i, '香山湖人才公寓（示例）'],
  [/shop|店名|店铺|招牌|字号/i, '海风小馆（示例）'],
  [/address|地址|地点|坐落/i, '珠海市香洲区示例路 18 号'],
  [/company|organisation|applicantName|单位|企业|建设单位|申请人/i, '珠海示例置业有限公司'],
  [/contact|联系人|legal|姓名|经办|代理|负责人/i, '陈示例'],
  [/phone|电话|手机/i, '13800138000'],
];

/** Fills every empty visible field with invented data, following the fields that this makes visible. */
export function withSample(form: FormSchema, answers: Answers, extra: Answers = {}): Answers {
  let filled: Answers = { ...answers };
  // A field may open others; three rounds cover a chain of that depth.
  for (let round = 0; round < 3; round += 1) {
    for (const section of visibleForm(form, { ...extra, ...filled }).sections) {
      for (const field of section.fields) {
        if (isEmpty(filled[field.name])) filled = { ...filled, [field.name]: sampleOf(field) };
      }
    }
  }
  return filled;
}

/** An invented value for one field. */
export function sampleOf(field: FormField): unknown {
  // Options that only the case knows go before a sample, which can't know them.
  if (field.optionsFrom) return field.type === 'multi' ? (field.options ?? []).map(({ value }) => value) : field.options?.[0]?.value;
  if (field.sample !== undefined) return field.sample;
  if (field.rule && BY_RULE[field.rule]) return BY_RULE[field.rule];
  switch (field.type) {
    case 'number':
    case 'money':
      return field.min ?? 100;
    case 'date':
      return '2026-12-01';
    case 'choice':
      return field.options?.[0]?.value ?? '';
    case 'multi':
      return field.options?.map((option) => option.value) ?? [];
    case 'yesNo':
      return true;
    default: {
      const known = BY_WORD.find(([word]) => word.test(field.name) || word.test(field.label));
      return known ? known[1] : '示例';
    }
  }
}
