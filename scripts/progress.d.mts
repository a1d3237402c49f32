/** What a message is filled with. */
export type Params = Record<string, string | number>;
/** The languages of the terminal and of the set-up page. */
export type Texts = { 'zh-CN': string, en: string };
export declare const language: keyof Texts;
export declare function texts(key: string, params?: Params): Texts;
export declare function text(key: string, params?: Params): string;
export declare function say(key: string, params?: Params): void;
export declare function complain(key: string, params?: Params): void;
export declare function giveUp(key: string, params?: Params): never;
export declare function secondsSince(startedAt: number): string;
/** A long step that is being shown. */
export type LongStep = { done(after?: string): void, stop(after?: string): void };
export declare function longStep(key: string, params?: Params, detail?: () => string): LongStep;
