import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import { type AskingForm, type Question, questionsOf } from '../../engine/deadline/questions.ts';
import { deadlineReport, type DeadlineReport } from '../../engine/deadline/report.ts';
import { commonAnswers, situationInWords } from '../../engine/deadline/words.ts';
import type { Program } from '../../engine/program.ts';
import { language } from '../../ui/i18n.ts';

/** Milliseconds after a check of the drawing: typing must not wait for the proof. */
const QUIET = 150;

/** The deadline proof of a drawing, with what it was made from. */
export interface Proof {
  readonly program: Program;
  readonly questions: readonly Question[];
  readonly report: DeadlineReport;
}

/** Proves the deadline anew after each check, also of a drawing that has errors still; null while there is nothing to read. */
export function useDeadline(program: ShallowRef<Program | null>, form: ShallowRef<object | null>): ShallowRef<Proof | null> {
  const proof = shallowRef<Proof | null>(null);
  let soon: ReturnType<typeof setTimeout> | undefined;
  watch([program, form], () => {
    clearTimeout(soon);
    soon = setTimeout(() => (proof.value = proved(program.value, form.value)), QUIET);
  }, { immediate: true });
  onBeforeUnmount(() => clearTimeout(soon));
  return proof;
}

/** The situation that takes longest, in words; empty where all take equally long. */
export function worstSituation(proof: Proof | null): string {
  const worst = proof?.report.ways[0];
  return proof && worst && proof.report.ways.length > 1 ? situationInWords(commonAnswers(worst, proof.report.ways, proof.questions), language()) : '';
}

function proved(program: Program | null, form: object | null): Proof | null {
  if (program === null || program.processes[program.main] === undefined) return null;
  const questions = questionsOf(form as AskingForm | null);
  return { program, questions, report: deadlineReport(program, questions) };
}
