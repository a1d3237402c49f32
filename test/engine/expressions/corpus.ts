/** Payloads that other expression languages, templates and shells would run; made by rule, so that none is forgotten by hand. */
export interface Payload {
  readonly family: string;
  readonly text: string;
  /** What the grammar of FEEL does not know at all; the rest reads as FEEL and names what is not there. */
  readonly foreign: boolean;
}

/** Leaves a trace where it runs. */
export const CANARY = '/tmp/yijianshi-canary';

const commands = [`require('fs').writeFileSync('${CANARY}','x')`, "return process", "require('child_process').execSync('id')", "import('node:fs')", "process.exit(1)"];
const roots = ['this', 'self', 'globalThis', 'a', '""', '[]', '{}', 'now', 'count', 'item'];

const wrappers: readonly [string, (inner: string) => string][] = [
  ['template literal', (inner) => `\`\${${inner}}\``],
  ['JUEL', (inner) => `\${${inner}}`],
  ['deferred JUEL', (inner) => `#{${inner}}`],
  ['FreeMarker', (inner) => `<#assign x="freemarker.template.utility.Execute"?new()>\${x("${inner}")}`],
  ['Thymeleaf', (inner) => `__\${${inner}}__::.x`],
  ['Mustache', (inner) => `{{${inner}}}`],
  ['ERB', (inner) => `<%= ${inner} %>`],
  ['SpEL', (inner) => `T(java.lang.Runtime).getRuntime().exec('${inner.replace(/'/g, '')}')`],
  ['OGNL', (inner) => `%{(#a=@java.lang.Runtime@getRuntime().exec('${inner.replace(/'/g, '')}'))}`],
  ['arrow function', (inner) => `(() => { ${inner} })()`],
  ['statement', (inner) => `x; ${inner};`],
  ['shell', (inner) => `$(${inner})`],
  ['backtick shell', (inner) => `\`${inner}\``],
  ['JavaScript comment', (inner) => `1 /*/ ${inner} /*/ ; 'x'`],
  ['new', (inner) => `new Function('${inner.replace(/'/g, '"')}')()`],
];

const chains: readonly ((root: string) => string)[] = [
  (root) => `${root}.constructor.constructor('return process')()`,
  (root) => `${root}['constructor']['constructor']('return process')()`,
  (root) => `${root}.__proto__.polluted = 'x'; 1`,
  (root) => `${root}?.constructor?.('x')`,
];

const readable: readonly ((root: string) => string)[] = [
  (root) => `${root}.constructor.constructor("return process")()`,
  (root) => `${root}.__proto__.constructor("return process")`,
  (root) => `${root}.constructor.prototype.toString("x")`,
];

export const corpus: readonly Payload[] = [
  ...wrappers.flatMap(([family, wrap]) => commands.map((command) => ({ family, text: wrap(command), foreign: true }))),
  ...roots.flatMap((root) => chains.map((chain) => ({ family: 'chain in quotes of another language', text: chain(root), foreign: true }))),
  ...roots.flatMap((root) => readable.map((chain) => ({ family: 'chain that reads as FEEL', text: chain(root), foreign: false }))),
  ...['eval', 'Function', 'require', 'fetch', 'setTimeout', 'constructor', 'import', 'process', 'globalThis', 'Reflect'].flatMap((name) => [
    { family: 'call of the host', text: `${name}("x")`, foreign: false },
    { family: 'call of the host in a sum', text: `1 + ${name}("x")`, foreign: false },
    { family: 'call of the host in a filter', text: `[1][${name}("x")]`, foreign: false },
    { family: 'call of the host in another language\'s quotes', text: `${name}('x')`, foreign: true },
    { family: 'call of the host in a template', text: `\${${name}('x')}`, foreign: true },
  ]),
  ...['＄{1+1}', '\\u0024{1+1}', '${{1+1}}', '#{T(x)}', '<script>alert(1)</script>', '1; DROP TABLE cases', "' or '1'='1", '{%raw%}x{%endraw%}', '@{x}', '~{x}', '*{x.y()}', '${"".getClass()}', 'x := 1', 'a ? b : c', 'a && b', 'a || b', '!a', 'x++', 'return 1', '`x`', "'x'"].map((text) => ({ family: 'another language', text, foreign: true })),
  // Some lines of other languages read as FEEL by accident: they name what is not there, or compare by two signs.
  ...['a === b', 'let x = 1', 'async () => 1', 'a => a'].map((text) => ({ family: 'another language that reads as FEEL', text, foreign: false })),
];
