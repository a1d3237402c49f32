import { defineEntity, p } from '@mikro-orm/core';

/**
 * 好差评 of one case by its applicant: once, never changed (GB/T 39734, 一次一评). What was picked from fixed lists and
 * nothing typed: it holds no personal data.
 */
const ServiceRatingSchema = defineEntity({
  name: 'ServiceRating',
  tableName: 'service_ratings',
  properties: {
    caseNumber: p.string().primary(),
    grade: p.string().$type<'excellent' | 'good' | 'fair' | 'poor' | 'bad'>(),
    /** JSON list of the aspects the grade is about. */
    aspects: p.text(),
    ratedAt: p.string(),
  },
  indexes: [{ properties: ['grade', 'ratedAt'] }],
});

export class ServiceRating extends ServiceRatingSchema.class {}
ServiceRatingSchema.setClass(ServiceRating);
