import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { ShownDrawing } from './drawings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const viewer = join(root, 'node_modules/bpmn-js/dist/bpmn-viewer.production.min.js');

interface Viewer {
  importXML(xml: string): Promise<unknown>;
  get(name: string): { getGraphics(id: string): Element | undefined };
  saveSVG(): Promise<{ svg: string }>;
}

/**
 * Draws each with bpmn-js as the designer does, what is wrong in red, on white ground. The file keeps the comment by
 * which bpmn-js names itself; the bpmn.io mark belongs to the live canvas and is in no exported SVG.
 */
export async function renderPictures(browser: Browser, drawings: readonly ShownDrawing[]): Promise<string[]> {
  const page = await browser.newPage({ locale: 'en' });
  await page.setContent('<div id="canvas" style="width:1200px;height:600px"></div>');
  await page.addScriptTag({ path: viewer });
  const pictures: string[] = [];
  for (const { xml, problems, hash } of drawings) {
    const svg = await page.evaluate(draw, { xml, wrong: problems.map(({ elementId }) => elementId) });
    pictures.push(settled(svg, hash));
  }
  await page.close();
  return pictures;
}

/** Runs in the page. */
async function draw({ xml, wrong }: { xml: string; wrong: string[] }): Promise<string> {
  const scope = window as unknown as { BpmnJS: new (options: object) => Viewer & { destroy(): void } };
  const shown = new scope.BpmnJS({ container: '#canvas' });
  await shown.importXML(xml);
  for (const id of wrong) {
    const graphics = shown.get('elementRegistry').getGraphics(id);
    for (const line of graphics?.querySelectorAll<SVGElement>('.djs-visual > :not(text)') ?? []) line.style.stroke = '#c62828';
  }
  const { svg } = await shown.saveSVG();
  shown.destroy();
  return svg;
}

/** The same bytes from the same drawing: names that are drawn by lot are counted instead. */
function settled(svg: string, hash: string): string {
  const names = [...new Set(Array.from(svg.matchAll(/<marker id="([^"]+)"/g), ([, name]) => name!))];
  const counted = names.reduce((text, name, index) => text.replaceAll(name, `arrow${index + 1}`), svg);
  const [, x, y] = /viewBox="([-\d.]+) ([-\d.]+) /.exec(counted) ?? [];
  return counted.replace(/(<svg[^>]*>)/, `<!-- drawing ${hash} -->\n$1<rect x="${x}" y="${y}" width="100%" height="100%" fill="#fff"/>`);
}
