import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'DemoCity',
  tableName: 'demo_city',
  properties: {
    /** `main`, `silent` or `finished`: a rehearsal case by its part; or `ticked:<card>`. */
    name: p.string().length(40).primary(),
    /** The case's number, or when the card was ticked. */
    value: p.string().length(60),
  },
});

/** What the first screen of a demonstration city shows. */
export class DemoCity extends schema.class {}
schema.setClass(DemoCity);
