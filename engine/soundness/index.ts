export { judge, judgeNet } from './judge.ts';
export { judgeFrom, type Marking } from './marking.ts';
export { type Net } from './net.ts';
export { readNets } from './readNets.ts';
export { reduce } from './reduce.ts';
export { type Flaw, type FlawKind, type Limits, MARKINGS, search, STEPS, type Verdict } from './search.ts';
