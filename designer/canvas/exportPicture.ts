import type Modeler from 'bpmn-js/lib/Modeler';

/** What a picture of a drawing is made of; anything else is left out. */
const parts: ReadonlySet<string> = new Set(['svg', 'g', 'defs', 'marker', 'path', 'rect', 'circle', 'ellipse', 'polygon', 'polyline', 'line', 'text', 'tspan', 'title', 'pattern', 'clipPath']);

/** The longest side of a PNG in pixels: browsers draw no larger ones. */
const longest = 12_000;

/** The drawing as SVG: shapes and texts alone, without scripts, links or anything that would be fetched (B-16). Fonts are named, not fetched. */
export async function svgOf(modeler: Modeler, title: string): Promise<string> {
  return cleaned((await modeler.saveSVG()).svg, title);
}

/** Takes everything but shapes and texts out of an SVG. @throws Error when it is no SVG. */
export function cleaned(svg: string, title: string): string {
  const document = new DOMParser().parseFromString(svg.replace(/<!DOCTYPE[^>]*>/, ''), 'image/svg+xml');
  const root = document.documentElement;
  if (root.localName !== 'svg') throw new Error('Expected an SVG, but got something else');
  for (const element of root.querySelectorAll('*')) {
    // A copy of the list: taking an attribute out moves the next one into its place.
    if (!parts.has(element.localName)) element.remove();
    else for (const { name, value } of Array.from(element.attributes)) if (/^on/i.test(name) || (/href$/i.test(name) && !value.startsWith('#')) || /url\(\s*['"]?(?!#|['"]?#)/i.test(value) || name === 'class' || name.startsWith('data-')) element.removeAttribute(name);
  }
  for (const name of root.getAttributeNames()) if (/^on/i.test(name)) root.removeAttribute(name);
  const heading = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  heading.textContent = title;
  root.prepend(heading);
  return `<?xml version="1.0" encoding="utf-8"?>\n${new XMLSerializer().serializeToString(root)}`;
}

/** The drawing as PNG, twice as large as on the screen, on white. @throws Error when the browser can't paint it. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, longest / Math.max(image.width, image.height));
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.ceil(image.width * scale), height: Math.ceil(image.height * scale) });
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture could not be painted')) : resolve(blob)), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}
