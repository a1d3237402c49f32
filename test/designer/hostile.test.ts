import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { rooms } from '../../designer/rooms.ts';
import { patience, saved, stepOf, visitDesigner } from './support/visitDesigner.ts';

const at = visitDesigner((city) => city.draw('hostile', evil, drawn));

/** Text that runs where somebody takes it for HTML, or for an expression: then it would not stand there as it is drawn. */
const evil = '<img src=x onerror="window.hit=(window.hit||0)+1">${1+1}{{1+1}}';
const told = evil.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const markup = '<h:b xmlns:h="http://www.w3.org/1999/xhtml" onclick="window.hit=1">bold</h:b> and not';
const colour = 'bioc:fill="url(javascript:window.hit=1)" bioc:stroke="red&quot; onmouseover=&quot;window.hit=1" color:background-color="expression(window.hit=1)"';

const shape = (id: string, x: number, y: number, width: number, height: number): string => `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}" ${colour}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
const edge = (id: string, ...points: [number, number][]): string => `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}" ${colour}>${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join('')}</bpmndi:BPMNEdge>`;
const drawn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:gov="https://yijianshi.example/schema/gov/1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="hostile_definitions" targetNamespace="t">
  <bpmn:message id="m" name="${told}" />
  <bpmn:process id="hostile" name="${told}" isExecutable="true" gov:leadDepartment="housing" gov:nameEn="${told}" gov:planDocument="${told}">
    <bpmn:documentation>${told}</bpmn:documentation>
    <bpmn:startEvent id="start" name="${told}"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:exclusiveGateway id="gate" name="${told}"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:userTask id="step" name="${told}" gov:department="${told}" gov:stage="${told}" gov:clock="stop" gov:clockBasis="${told}" gov:limitAmount="2" gov:item="${told}"><bpmn:documentation>${told}</bpmn:documentation><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="= ${told}" target="x" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
    <bpmn:intermediateCatchEvent id="waits" name="${told}"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing><bpmn:messageEventDefinition id="md" messageRef="m" /></bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="end" name="${told}"><bpmn:incoming>f4</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
    <bpmn:dataObjectReference id="data" name="${told}" dataObjectRef="object" /><bpmn:dataObject id="object" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="gate" /><bpmn:sequenceFlow id="f2" name="${told}" sourceRef="gate" targetRef="step"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= "${told}" = 1</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" sourceRef="gate" targetRef="waits" /><bpmn:sequenceFlow id="f4" sourceRef="step" targetRef="end" /><bpmn:sequenceFlow id="f5" sourceRef="waits" targetRef="end" />
    <bpmn:textAnnotation id="note"><bpmn:text>${told}</bpmn:text></bpmn:textAnnotation>
    <bpmn:textAnnotation id="marked"><bpmn:text>${markup}</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="tie" associationDirection="None" sourceRef="step" targetRef="note" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="hostile">${shape('start', 160, 162, 36, 36)}${shape('gate', 260, 155, 50, 50)}${shape('step', 380, 140, 100, 80)}${shape('waits', 412, 282, 36, 36)}${shape('end', 560, 162, 36, 36)}${shape('data', 560, 40, 36, 50)}${shape('note', 380, 40, 140, 60)}${shape('marked', 620, 40, 140, 60)}${edge('f1', [196, 180], [260, 180])}${edge('f2', [310, 180], [380, 180])}${edge('f3', [285, 205], [285, 300], [412, 300])}${edge('f4', [480, 180], [560, 180])}${edge('f5', [448, 300], [578, 300], [578, 198])}${edge('tie', [430, 140], [440, 100])}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

const hits = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { hit?: number }).hit ?? 0);
/** Pages are opened without their policy, so that what would run does run. */
const open = () => at.open('hostile', { bypassCSP: true });

describe('a drawing full of texts that would run', () => {
  test('given the text in HTML, when it is put on the page as the control, then it does run', async () => {
    const { page } = await open();

    await page.evaluate((text) => {
      document.body.insertAdjacentHTML('beforeend', text);
    }, evil);
    await page.waitForFunction(() => (window as unknown as { hit?: number }).hit === 1);

    expect(await hits(page)).toBe(1);
  }, 60_000);

  test('given such names, documentation, conditions, messages and data, when every element is selected, then canvas, panel, outline and problems show them as text, letter by letter (B-15, E-03)', async () => {
    const { page, faults } = await open();

    for (const id of ['start', 'gate', 'step', 'waits', 'end', 'data', 'note', 'marked', 'f2']) {
      await page.locator(`[data-element-id="${id}"] .djs-hit`).first().click({ force: true });
      await page.waitForTimeout(120);
    }
    for (const heading of await page.locator('.bio-properties-panel-group-header').all()) await heading.click().catch(() => undefined);
    await stepOf(page, '<img').hover();
    await page.locator('.problems .why summary').first().click();

    expect(await page.locator('.djs-visual text', { hasText: '<img' }).count()).toBeGreaterThan(3);
    expect(await page.locator('.outline', { hasText: evil }).count()).toBe(1);
    expect(await page.locator('.problems li', { hasText: '<img' }).count()).toBeGreaterThan(0);
    expect(await page.locator('h1', { hasText: evil }).count()).toBe(1);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await hits(page)).toBe(0);
    expect(faults).toEqual([]);
  }, 90_000);

  test('given the search pad, a pasted label, the menus and the tooltips, when the text comes there, then it stays text (B-16)', async () => {
    const { page } = await open();
    await page.locator('.djs-container svg').first().focus();
    await page.keyboard.press('Control+f');
    await page.locator('.djs-search-input input').waitFor(patience);
    await page.keyboard.insertText('<img');
    await page.locator('.djs-search-result').first().waitFor(patience);
    await page.keyboard.press('Escape');

    await page.locator('[data-element-id="step"] .djs-hit').first().dblclick();
    const label = page.locator('.djs-direct-editing-content');
    await label.waitFor(patience);
    await label.evaluate((field, text) => {
      const carried = new DataTransfer();
      carried.setData('text/html', text);
      carried.setData('text/plain', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }));
    }, evil);
    await page.keyboard.press('Escape');
    await page.locator('.yjs-problem-badge').first().hover();
    await page.waitForTimeout(300);

    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await hits(page)).toBe(0);
  }, 90_000);

  test('given colours that would run, when the drawing is shown and exported as SVG, then none reaches the page or the picture, which runs nothing inline (B-16, B-17)', async () => {
    const { page } = await open();
    const painted = await page.locator('.djs-visual *').evaluateAll((all) => all.flatMap((each) => [...each.attributes].map(({ value }) => value)).filter((value) => /javascript|expression\(|onmouseover/.test(value)));

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 SVG' }).click();
    const svg = readFileSync((await (await downloading).path())!, 'utf8');
    const running = await page.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
      const place = document.createElement('div');
      place.innerHTML = text.replace(/<\?xml[^>]*\?>/, '');
      document.body.append(place);
      const attributes = [...picture.querySelectorAll('*')].flatMap((each) => [...each.attributes].map(({ name, value }) => `${name}=${value}`));
      return [...[...picture.querySelectorAll('script, foreignObject, image, a, style, use, animate, set')].map(({ localName }) => localName), ...attributes.filter((each) => /^on|href=(?!#)|javascript:|expression\(|url\((?!['"]?#)/i.test(each))];
    }, svg);
    await page.waitForTimeout(300);

    expect(painted).toEqual([]);
    expect(running).toEqual([]);
    expect(svg).not.toContain('<!DOCTYPE');
    expect(svg).toContain('&lt;img');
    expect(svg).toMatch(/<svg[^>]*><title>&lt;img/);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await hits(page)).toBe(0);
  }, 60_000);

  test('given such a drawing, when it is exported as BPMN, then its colours leave with it, and the markup of a note', async () => {
    const { page } = await open();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出', exact: true }).click();

    const exported = readFileSync((await (await downloading).path())!, 'utf8');
    expect([exported.includes('bioc:fill="url(javascript:window.hit=1)"'), exported.includes(`<bpmn:text>${markup}</bpmn:text>`)]).toEqual([true, true]);
  }, 60_000);

  test('given the list, every room and the page of those who only look, when they are opened, then nothing runs (B-15)', async () => {
    const { page } = await open();
    for (const { id } of rooms) {
      await page.goto(`${at.city.address}/designer/hostile${id === 'canvas' ? '' : `/${id}`}`);
      await page.locator('h1').first().waitFor(patience);
      await page.waitForTimeout(1200);
      expect([id, await page.locator('img[src="x"]').count(), await hits(page)]).toEqual([id, 0, 0]);
    }
    await saved(page);
    await page.goto(`${at.city.address}/designer`);
    await page.getByText(evil).first().waitFor(patience);
    const looking = await at.city.enter(at.browser, 'auditor1', ['auditor'], 'en', { bypassCSP: true });
    await looking.page.goto(`${at.city.address}/designer/hostile`);
    await looking.page.locator('.djs-shape').first().waitFor(patience);
    await looking.page.waitForTimeout(300);

    expect([await hits(page), await hits(looking.page)]).toEqual([0, 0]);
    expect(await looking.page.locator('img[src="x"]').count()).toBe(0);
    await looking.context.close();
  }, 120_000);
});
