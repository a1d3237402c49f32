import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'ReviewRemark',
  tableName: 'review_remarks',
  properties: {
    id: p.string().length(40).primary(),
    definition: p.string().length(60).index(),
    /** The submission it was made on; threads stay open over later ones. */
    submission: p.string().length(80),
    /** Id of the remark that began the thread; its own for that one. */
    thread: p.string().length(40).index(),
    /** What is spoken about; null for the whole. */
    elementId: p.string().length(64).nullable(),
    kind: p.string().length(12).$type<'remark' | 'answer' | 'withdrawal'>(),
    text: p.text(),
    by: p.string().length(60).name('said_by'),
    at: p.string().length(24).name('said_at'),
    position: p.integer(),
  },
});

/** What somebody said in a review. Rows are only added. */
export class ReviewRemark extends schema.class {}
schema.setClass(ReviewRemark);
