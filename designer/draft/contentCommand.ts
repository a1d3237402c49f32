import type CommandStack from 'diagram-js/lib/command/CommandStack';
import { shallowRef, type ShallowRef } from 'vue';
import { noParts, type Parts } from '../../definitions/parts.ts';

/** What is written around the drawing, as the page holds it. */
export interface Writing {
  readonly form: ShallowRef<object | null>;
  readonly parts: ShallowRef<Parts>;
}

export const newWriting = (): Writing => ({ form: shallowRef(null), parts: shallowRef(noParts) });

/** A change of the writing; `parts` is taken whole. */
export interface WritingChange {
  readonly form?: object | null;
  readonly parts?: Parts;
}

interface Context extends WritingChange {
  readonly writing: Writing;
  /** Changes of the drawing that belong to it: they are taken back with it. */
  readonly draw?: () => void;
  before?: WritingChange;
}

/** The writing changes through the command stack of the drawing, so that one undo history serves both. */
class ContentHandler {
  preExecute({ draw }: Context): void {
    draw?.();
  }

  execute(context: Context): [] {
    context.before ??= { form: context.writing.form.value, parts: context.writing.parts.value };
    put(context.writing, context);
    return [];
  }

  revert({ writing, before }: Context): [] {
    put(writing, before!);
    return [];
  }
}

function put(writing: Writing, change: WritingChange): void {
  if (change.form !== undefined) writing.form.value = change.form;
  if (change.parts !== undefined) writing.parts.value = change.parts;
}

class ContentCommand {
  static $inject = ['commandStack'];

  constructor(commandStack: CommandStack) {
    commandStack.registerHandler('definition.write', ContentHandler);
  }
}

/** diagram-js module with the command `definition.write`. */
export const contentCommandModule = { __init__: ['contentCommand'], contentCommand: ['type', ContentCommand] };
