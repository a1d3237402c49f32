import { describe, expect, test } from '@jest/globals';
import { readable, withMarkup } from '../../../engine/xml/readable.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DI = 'http://www.omg.org/spec/BPMN/20100524/DI';
const around = (inside: string): string => `<definitions xmlns="${BPMN}" xmlns:d="${DI}" xmlns:h="urn:html" xmlns:x="urn:x">${inside}</definitions>`;

describe('true and false (XML Schema writes them 1 and 0, too)', () => {
  test.each([
    ['<subProcess triggeredByEvent="1" isForCompensation = \'0\'/>', '<subProcess triggeredByEvent="true" isForCompensation = \'false\'/>'],
    ['<process\n  isExecutable="1"/>', '<process\n  isExecutable="true"/>'],
    ['<relationship/><extension mustUnderstand="0"/>', '<relationship/><extension mustUnderstand="false"/>'],
    ['<d:BPMNShape isExpanded="1" isHorizontal="0"/>', '<d:BPMNShape isExpanded="true" isHorizontal="false"/>'],
    ['<task startQuantity="1" name="0" isSequential="true" notInstantiate="1"/>', '<task startQuantity="1" name="0" isSequential="true" notInstantiate="1"/>'],
    ['<task isSequential="10"/>', '<task isSequential="10"/>'],
    ['<x:task isSequential="1"/><subProcess triggeredByEvent="1"/>', '<x:task isSequential="1"/><subProcess triggeredByEvent="true"/>'],
  ])('%s is read as %s', (written, read) => expect(readable(around(written))).toEqual({ xml: around(read), markup: [] }));
});

describe('a default namespace that has a prefix as well', () => {
  const root = (declared: string, inside = ''): string => `<b:definitions\n ${declared} xmlns:b="${BPMN}" xmlns:d='urn:d'>${inside}<b:process d:version="1"/></b:definitions>`;

  test.each([
    ['is', '', ''],
    ['is, and a script in CDATA looks as if it had elements in it,', '', '<b:script><![CDATA[List<String> l = new ArrayList<String>(); <!--]]></b:script>'],
    ['is, and comments have tags in them,', '<?xml version="1.0"?>\n<!-- <a xmlns="urn:other"> <![CDATA[ -->\n', '<!-- <import/> -->'],
  ])('%s known by the prefix alone, and everything stands where it stood', (_what, before, inside) => {
    const { xml } = readable(before + root('xmlns="urn:d"', inside));
    expect(xml).toBe(before + root(' '.repeat('xmlns="urn:d"'.length), inside));
  });

  test.each([
    ['with no prefix of its own', root('xmlns="urn:other"')],
    ['that only a comment has', `<!-- <b:x xmlns="urn:d" xmlns:d="urn:d"> -->${root('xmlns="urn:other"')}`],
    ['with elements in it', root('xmlns="urn:d"', '<import/>')],
    ['that is BPMN\'s own and is used', `<definitions xmlns="${BPMN}" xmlns:b="${BPMN}"><b:process/></definitions>`],
  ])('%s stays', (_what, written) => expect(readable(written).xml).toBe(written));
});

describe('markup in a text', () => {
  test.each([
    ['<text>a <h:b>b</h:b> c</text>', 'a <h:b xmlns:h="urn:html">b</h:b> c'],
    ['<documentation id="n" textFormat="text/html"><p xmlns="urn:html">1 &lt; 2<br/></p></documentation>', '<p xmlns="urn:html">1 &lt; 2<br/></p>'],
    ['<script>\n<b>x</b>\n</script>', `<b xmlns="${BPMN}">x</b>`],
    ['<text><![CDATA[<]]><!-- no --><h:b/><h:i x:k="1>"/></text>', '<![CDATA[<]]><!-- no --><h:b xmlns:h="urn:html" xmlns:x="urn:x"/><h:i xmlns:h="urn:html" xmlns:x="urn:x" x:k="1>"/>'],
    ['<text><text>in</text></text>', `<text xmlns="${BPMN}">in</text>`],
  ])('of %s is read as the text %s, and written as markup again', (written, text) => {
    const { xml, markup } = readable(around(written));
    expect([markup, xml.includes('<h:') || xml.includes('<p') || xml.includes('<b')]).toEqual([[text], false]);
    expect(withMarkup(xml, markup)).toContain(text);
    // What was read and written once stays as it is.
    expect(readable(withMarkup(xml, markup))).toEqual({ xml, markup });
  });

  test.each(['<text>a &lt;b&gt; c</text>', '<text><![CDATA[<b>]]></text>', '<text/>', '<task><extensionElements><h:p>x</h:p></extensionElements></task>', '<text>a<h:b></text>'])('%s is none, or no XML, and stays', (written) => {
    expect(readable(around(written))).toEqual({ xml: around(written), markup: [] });
  });

  test('that somebody has changed since is a text', () => {
    const { xml, markup } = readable(around('<text><h:b>a</h:b></text><text><h:b>b</h:b></text>'));
    expect(withMarkup(xml.replace('&gt;a&lt;', '&gt;A&lt;'), markup)).toBe(around('<text>&lt;h:b xmlns:h="urn:html"&gt;A&lt;/h:b&gt;</text><text><h:b xmlns:h="urn:html">b</h:b></text>'));
  });
});
