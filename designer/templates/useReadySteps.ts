import { ref, shallowRef, watch, type ShallowRef } from 'vue';
import type Modeler from 'bpmn-js/lib/Modeler';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type { StepTemplate } from '../../definitions/steps/schema.ts';
import type { DrawBlock } from './drawBlock.ts';
import { planBlock, type StepAnswers } from './planBlock.ts';
import { shippedSteps } from './shippedSteps.ts';
import { stepAsked, type StepAsked } from './stepAsked.ts';

/** Hears the menus of the drawing ask for a ready step, and draws it once the person has answered. `drawn`: its first element. */
export function useReadySteps(modeler: ShallowRef<Modeler | undefined>, drawn: (id: string) => void) {
  const asking = ref(false);
  const template = shallowRef<StepTemplate | null>(null);
  let at: string | null = null;

  watch(modeler, (now) => {
    now?.get<EventBus>('eventBus').on(stepAsked, (asked: StepAsked) => {
      template.value = shippedSteps.find(({ id }) => id === asked.template) ?? null;
      at = asked.at;
      asking.value = template.value !== null;
    });
  }, { immediate: true });

  return {
    asking,
    template,
    draw(answers: StepAnswers): void {
      if (template.value !== null && modeler.value !== undefined) drawn(modeler.value.get<DrawBlock>('drawBlock').run(planBlock(template.value, answers), at));
    },
  };
}
