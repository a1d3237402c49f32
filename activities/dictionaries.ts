/**
 * Texts that most payloads are made of, for the compressor to point at: a small payload has no room to repeat itself. What was
 * closed with one opens with that very one only, so a text here never changes; another one gets another name.
 */
export const dictionaries = {
  words1: Buffer.from(
    [
      '{"caseNumber":"","program":{"format":1,"sem":1,"profile":"matter","main":"","processes":{"":{"key":"","name":"","nodes":[',
      '{"id":"","kind":"parallelGateway","scope":"","incoming":[],"outgoing":[]},{"id":"","kind":"exclusiveGateway","default":""},',
      '{"id":"","kind":"boundaryEvent","attachedTo":"","interrupting":false,"trigger":{"kind":"timer","form":"duration","text":"P5D","feel":false}},',
      '{"id":"","kind":"startEvent","trigger":{"kind":"none"},"interrupting":true},{"id":"","kind":"endEvent","trigger":{"kind":"none"}},',
      '{"id":"","kind":"serviceTask","activity":true,"operation":"processing","mode":"sync","step":{"department":""}},',
      '{"id":"","kind":"userTask","activity":true,"name":"","step":{"department":"","role":"approver","opinions":["agree","disagree"],"limit":{"unit":"workingDays","amount":1},"item":"","stage":""}}],',
      '"flows":[{"id":"","source":"","target":"","condition":""}]}}},"programHash":"","clockMode":"wall","start":{"type":"start","calendar":{"version":"","from":"","until":"","restDays":[],"workDays":[],"overlays":[],',
      '"dayStart":"09:00:00","dayEnd":"23:59:59","workingHours":[["09:00:00","12:00:00"],["14:00:00","17:00:00"]]},"ladders":{},"commandId":"start-"}}',
      '{"type":"clock","action":"started","clock":,"instance":,"element":"","limit":{"unit":"workingDays","amount":},"dueOn":"","dueAt":"","provisional":false,"calendarVersion":"","ledger":{"id":,"startedAt":"","stops":[],"fired":[],"ladder":"default"}}',
      '{"type":"incident","action":"raised","incident":{"id":,"instance":,"code":"DEPARTMENT_UNAVAILABLE","message":"","raisedAt":"","phase":"job"}}',
      '{"kind":"failed","code":"","message":"","retryable":true,"waitedMs":}{"kind":"accepted","reference":""}{"$commitment":""}',
      '{"type":"opened","process":"","element":"","instance":,"name":"","department":"","role":"approver","form":null,"item":null,"opinions":["agree","disagree"],"stage":null,"variables":{}},',
      '{"type":"document","code":"","instance":,"data":{}},{"type":"status","status":"completed"},',
      '{"type":"job","instance":,"element":"","attempt":1,"state":"asked","department":"","operation":"processing"},{"type":"job","instance":,"element":"","attempt":1,"department":"","operation":"processing","state":"done"},',
      '{"type":"closed","element":"","instance":,"how":"completed","opinion":"agree"},{"type":"variables","scope":1,"names":["opinions"]},{"type":"variables","scope":1,"names":["opinion"]},',
      '{"type":"left","process":"","element":"","instance":,"how":"completed"},{"type":"flow","process":"","flow":"_join","instance":},{"type":"entered","process":"","element":"","instance":,"parent":1}]},',
      '{"seq":,"event":{"type":"job","instance":,"attempt":1,"now":"2026-","actor":{"user":"platform","role":"system"},"outcome":{"kind":"done"}},"chain":"","log":[',
      '{"commandId":"","digest":"","actor":{"user":"","role":"approver","department":""},"at":"2026-","event":{"type":"complete","instance":,"opinion":"agree","comment":"","variables":{}},"tells":true}',
      '{"caseNumber":"","command":{"type":"job","id":"~~1","instance":,"attempt":1,"element":"","key":".1","job":{"type":"department","department":"","operation":"processing","mode":"sync","variables":{}}},"at":"2026-","rehearsal":false,"told":{"caseNumber":"","runId":"","steps":[',
      '{"status":"completed","seq":,"chain":""}{"seq":,"chain":"","now":"2026-","log":[],"snapshot":{"seq":,"status":"running","now":"2026-","chain":"","tokens":[{"element":"","process":"","instance":,"parent":1,"incident":null,"joining":true},{"element":"","process":"","instance":,"parent":1,"incident":null}],"clocks":[],"nextDue":"2026-"},"repeated":false}',
      '\u0000\u0023{"encoding":"anNvbi9wbGFpbg=="}{"kind":"done"}',
    ].join(''),
  ),
} as const;
