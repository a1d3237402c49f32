import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../engine/compile.ts';
import { elements } from '../../engine/elements/index.ts';
import type { Problem } from '../../engine/problem.ts';
import type { Profile } from '../../engine/program.ts';

/** Folder of the elements' pages. */
export const pagesFolder = join(fileURLToPath(new URL('../..', import.meta.url)), 'docs/elements');

/** What has a page with pictures: every element, and what is drawn with several of them. */
export const pages: readonly string[] = [...Object.keys(elements), 'compensation'];

export const SIDES = ['right', 'wrong'] as const;
export type Side = (typeof SIDES)[number];

/** A small drawing that shows an element, and what the platform says about it. */
export interface ShownDrawing {
  readonly page: string;
  readonly side: Side;
  readonly xml: string;
  /** What it shows, in a sentence: the process's documentation. */
  readonly about: string;
  /** As the drawing itself says (`gov:profile`). */
  readonly profile: Profile;
  readonly problems: readonly Problem[];
  /** What a picture of it is known by. */
  readonly hash: string;
}

/** Reads and compiles one drawing. @throws when it is missing or says nothing about itself */
export async function readShown(page: string, side: Side): Promise<ShownDrawing> {
  const path = join(pagesFolder, 'drawings', `${page}.${side}.bpmn`);
  if (!existsSync(path)) throw new Error(`No drawing ${path}`);
  const xml = readFileSync(path, 'utf8');
  const about = /<bpmn:documentation>([^<]+)</.exec(xml)?.[1];
  const profile = /gov:profile="(matter|bpmn)"/.exec(xml)?.[1];
  if (!about || !profile) throw new Error(`${path} needs a documentation and a gov:profile`);
  const { problems } = await compile(xml, { profile: profile as Profile });
  return { page, side, xml, about, profile: profile as Profile, problems, hash: createHash('sha256').update(xml).digest('hex').slice(0, 16) };
}

/** Every drawing, right before wrong. */
export const readAllShown = (): Promise<ShownDrawing[]> => Promise.all(pages.flatMap((page) => SIDES.map((side) => readShown(page, side))));
