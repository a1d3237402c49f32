const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const gov = 'https://yijianshi.example/schema/gov/1.0';

/** What the first process of a drawing says of the matter as a whole, as far as the register asks for it. */
export function headOf(xml: string): { name: string; registerCode: string; leadDepartment: string; amount: number | undefined; unit: string | undefined; kind: string | undefined; items: string[] } {
  const process = new DOMParser().parseFromString(xml, 'application/xml').getElementsByTagNameNS(bpmn, 'process')[0];
  const text = (name: string): string | undefined => process?.getAttributeNS(gov, name) ?? undefined;
  const amount = Number(text('limitAmount'));
  return {
    name: process?.getAttribute('name') ?? '',
    registerCode: text('registerCode') ?? '',
    leadDepartment: text('leadDepartment') ?? '',
    amount: amount > 0 ? amount : undefined,
    unit: text('limitUnit'),
    kind: text('limitKind'),
    items: (text('items') ?? '').split(',').map((each) => each.trim()).filter((each) => each !== ''),
  };
}
