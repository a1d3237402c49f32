import { assemble, type CompileOptions } from '../../engine/compile.ts';

/** One drawing to compile; the answer carries the same number. */
export interface Order {
  readonly number: number;
  readonly xml: string;
  readonly options: CompileOptions;
}

const own = globalThis as unknown as { postMessage(message: unknown): void; addEventListener(type: 'message', heard: (event: { readonly data: Order }) => void): void };

own.addEventListener('message', ({ data: { number, xml, options } }) => {
  void assemble(xml, options).then(
    (compiled) => own.postMessage({ number, compiled }),
    (error: unknown) => own.postMessage({ number, failed: error instanceof Error ? error.message : String(error) }),
  );
});
