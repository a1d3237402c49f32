import { looksAtCase } from '../../engine/forms/stepRights.ts';
import type { Value } from '../../engine/value.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { shownAnswers } from '../cases/answers.ts';
import { formOfCase } from '../cases/formOfCase.ts';
import { programOf } from '../cases/programOf.ts';
import { languageOf } from '../http/problem.ts';
import type { Call } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { fromText } from '../readModel/json.ts';
import type { OwnItem } from './askItem.ts';
import { fieldsOfItem } from './fieldsOfItem.ts';
import { stepAnswers, valuesAround } from './stepAnswers.ts';
import { slotFields, stepVariables } from './stepForms.ts';

/** What a completion writes into the case, checked by the form and the rights of its step. @throws DomainError FORM_INVALID */
export async function completionValues(call: Call, { item, found, now }: OwnItem, given: Readonly<Record<string, unknown>>, opinion: string | undefined): Promise<Record<string, Value>> {
  const language = languageOf(call.request);
  // A flow of the standard's own profile writes what it likes where it has no form.
  if (item.form == null && (await programOf(call.em, found))?.profile === 'bpmn') return given as Record<string, Value>;
  const matter = await formOfCase(call.em, found);
  const form = await fieldsOfItem(call.em, found, item, matter);
  const own = fromText<Record<string, Value>>(item.variables);
  const around = looksAtCase(form) ? valuesAround(stepAnswers(form, own, await shownAnswers(call.em, call.context.services.cases.master, callerOf(call), found, matter, form.hidden, language))) : own;
  return stepVariables(form, given, { ...around, opinion: opinion ?? null }, now, language, slotFields(form).length > 0 ? await currentCalendar(call.em) : null);
}
