import { stripTypeScriptTypes } from 'node:module';
import { parse } from 'acorn';
import { createHash } from 'node:crypto';

/** One small change of a source that must not go unnoticed. */
export interface Mutant {
  /** Stable over unrelated edits: file, function, rule, and what stands there. */
  readonly id: string;
  readonly file: string;
  readonly function: string;
  readonly rule: Rule;
  readonly from: number;
  readonly to: number;
  readonly by: string;
  /** The text that is replaced. */
  readonly text: string;
}

/** How mutants are made; the last two where nothing else can be changed in a function. */
export type Rule = 'negate a guard' | 'drop a command' | 'drop a write' | 'swap the order' | 'skip a cancel' | 'return nothing' | 'turn an answer round' | 'do nothing';

interface Tree {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [name: string]: unknown;
}

/** Calls that take something away; leaving one out lets it live on. */
const CANCELS = /^(cancel|interrupt|stopWaiting|stopStepClock|clear|remove|withdraw|terminate|leave|abandon|dropLost|forget|end|close\w*|leaveCancelled)$/;

/** Words for people, and the price of a step, are not what an outcome shows. */
const SILENT = /^(m\.log\.push|port\.fail|console\.)|budget/;

/**
 * Every mutant of a source by rule. Types are taken off in place, so that positions are those of the file.
 */
export function findMutants(file: string, source: string): Mutant[] {
  const tree = parse(stripTypeScriptTypes(source), { ecmaVersion: 'latest', sourceType: 'module' }) as unknown as Tree;
  const found: Mutant[] = [];
  const seen = new Map<string, number>();
  visit(tree, '', null);
  return found;

  function visit(node: Tree, name: string, parent: Tree | null): void {
    const own = nameOfFunction(node, parent, name);
    const inside = own ?? (node.type === 'ClassDeclaration' ? (node.id as { name: string }).name : name);
    if (inside !== '') mutate(node, inside);
    for (const child of childrenOf(node)) visit(child, inside, node);
    if (own !== undefined && !found.some((mutant) => mutant.function === own)) mutateWhole(node.body as Tree, own);
  }

  /** A function without a guard, a call or a write to be changed: what it answers is. */
  function mutateWhole(body: Tree, name: string): void {
    const answers = body.type === 'BlockStatement' ? answersIn(body) : [body];
    for (const answer of answers) {
      if (isYesOrNo(answer)) add('turn an answer round', name, answer, `!(${textOf(answer)})`);
      else add('return nothing', name, answer, 'undefined');
    }
    if (answers.length === 0 && (body.body as Tree[]).length > 0) add('do nothing', name, body, '{}');
  }

  function mutate(node: Tree, name: string): void {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'WhileStatement') {
      const test = node.test as Tree;
      add('negate a guard', name, test, `!(${textOf(test)})`);
    }
    if (node.type === 'BlockStatement' || node.type === 'Program') {
      const body = node.body as Tree[];
      body.forEach((statement, i) => {
        if (isWrite(statement)) add('drop a write', name, statement, ';');
        const call = callOf(statement);
        if (call === null || SILENT.test(call.text)) return;
        add(CANCELS.test(call.name) ? 'skip a cancel' : 'drop a command', name, statement, ';');
        const next = body[i + 1];
        const other = next && callOf(next);
        if (other && !SILENT.test(other.text)) addSpan('swap the order', name, statement.start, next!.end, `${source.slice(next!.start, next!.end)} ${source.slice(statement.start, statement.end)}`);
      });
    }
    if (node.type === 'ArrowFunctionExpression' && (node.body as Tree).type === 'CallExpression' && nameOfFunction(node, null, '') === undefined) {
      const body = node.body as Tree;
      if (/[(\s](m|port|p)\b|^port\./.test(textOf(body)) && !SILENT.test(textOf(body))) add('return nothing', name, body, 'undefined');
    }
  }

  function add(rule: Rule, name: string, node: Tree, by: string): void {
    addSpan(rule, name, node.start, node.end, by);
  }

  function addSpan(rule: Rule, name: string, from: number, to: number, by: string): void {
    const text = source.slice(from, to);
    const key = `${file} ${name} ${rule} ${createHash('sha256').update(text.replace(/\s+/g, ' ')).digest('hex').slice(0, 8)}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    found.push({ id: nth === 0 ? key : `${key} ${nth + 1}`, file, function: name, rule, from, to, by, text });
  }

  function textOf({ start, end }: Tree): string {
    return source.slice(start, end);
  }

  /** A statement that changes the state: `token.node = nodeId`, `delete state.waits`. */
  function isWrite(statement: Tree): boolean {
    const expression = statement.type === 'ExpressionStatement' ? (statement.expression as Tree) : null;
    if (expression === null || SILENT.test(textOf(expression))) return false;
    if (expression.type === 'UnaryExpression') return expression.operator === 'delete';
    return expression.type === 'AssignmentExpression' && (expression.left as Tree).type === 'MemberExpression';
  }

  /** A statement that only calls something. */
  function callOf(statement: Tree): { name: string; text: string } | null {
    const expression = statement.type === 'ExpressionStatement' ? (statement.expression as Tree) : null;
    if (expression?.type !== 'CallExpression') return null;
    const callee = expression.callee as Tree;
    const name = callee.type === 'MemberExpression' ? textOf(callee.property as Tree) : textOf(callee);
    return { name, text: textOf(expression) };
  }
}

/** What a function gives back, the functions inside it left out. */
function answersIn(node: Tree): Tree[] {
  if (/Function/.test(node.type)) return [];
  if (node.type === 'ReturnStatement') return node.argument ? [node.argument as Tree] : [];
  return childrenOf(node).flatMap(answersIn);
}

const isYesOrNo = ({ type, operator }: Tree): boolean => (type === 'BinaryExpression' && /^([=!<>]|in)/.test(operator as string)) || (type === 'LogicalExpression' && operator !== '??') || (type === 'UnaryExpression' && operator === '!');

/** The name under which a function is known, a method by its class; an inner one belongs to the one around it. */
function nameOfFunction(node: Tree, parent: Tree | null, around: string): string | undefined {
  if (node.type === 'FunctionDeclaration') return (node.id as { name: string }).name;
  const isFunction = node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
  if (!isFunction || !parent) return undefined;
  if (parent.type === 'VariableDeclarator') return (parent.id as { name?: string }).name;
  if (parent.type === 'Property') return (parent.key as { name?: string }).name;
  if (parent.type === 'MethodDefinition') return `${around}.${(parent.key as { name: string }).name}`;
  return undefined;
}

function childrenOf(node: Tree): Tree[] {
  return Object.values(node).flatMap((value): Tree[] => {
    if (Array.isArray(value)) return value.filter((each): each is Tree => isTree(each));
    return isTree(value) ? [value] : [];
  });
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && typeof (value as Tree).type === 'string';
