/** A term of the trade: one identifier, one word in each language. */
export interface Term {
  readonly zh: string;
  readonly en: string;
}

/**
 * The glossary: the one list of what things are called. Identifiers in code, columns and addresses come from here, and
 * pages show these words. A term that is not here is not invented elsewhere: it is added.
 */
export const terms = {
  // what is offered
  matter: { zh: '一件事', en: 'matter' },
  serviceItem: { zh: '政务服务事项', en: 'service item' },
  situation: { zh: '情形', en: 'situation' },
  form: { zh: '一张表单', en: 'form' },
  material: { zh: '申请材料', en: 'material' },
  definition: { zh: '流程定义', en: 'definition' },
  definitionVersion: { zh: '流程版本', en: 'definition version' },
  submission: { zh: '送审', en: 'submission' },
  publish: { zh: '发布', en: 'publish' },
  problem: { zh: '问题', en: 'problem' },
  // what is drawn
  flow: { zh: '流程', en: 'flow' },
  element: { zh: '环节类型', en: 'element' },
  node: { zh: '环节', en: 'step' },
  parallelApproval: { zh: '并联审批', en: 'parallel approval' },
  siteVisit: { zh: '联合上门', en: 'joint visit' },
  jointSurvey: { zh: '联合踏勘', en: 'joint survey' },
  jointInspection: { zh: '联合检验', en: 'joint inspection' },
  visitSlot: { zh: '上门时段', en: 'visit slot' },
  rectification: { zh: '整改', en: 'rectification' },
  reInspection: { zh: '复验', en: 're-inspection' },
  // a case
  case: { zh: '办件', en: 'case' },
  caseNumber: { zh: '办件编号', en: 'case number' },
  checkCode: { zh: '查询码', en: 'check code' },
  applicant: { zh: '申请人', en: 'applicant' },
  agent: { zh: '代理人', en: 'agent' },
  acceptance: { zh: '受理', en: 'acceptance' },
  stage: { zh: '阶段', en: 'stage' },
  conclusion: { zh: '办结', en: 'conclusion' },
  delivery: { zh: '送达', en: 'delivery' },
  document: { zh: '文书', en: 'document' },
  rehearsal: { zh: '演练', en: 'rehearsal' },
  // work
  workItem: { zh: '待办', en: 'work item' },
  claim: { zh: '签收', en: 'claim' },
  opinion: { zh: '审批意见', en: 'opinion' },
  agree: { zh: '同意', en: 'agree' },
  agreeWithConditions: { zh: '附条件同意', en: 'agree with conditions' },
  disagree: { zh: '不同意', en: 'disagree' },
  notApplicable: { zh: '不涉及', en: 'not applicable' },
  rectify: { zh: '整改后通过', en: 'rectify' },
  // who
  department: { zh: '责任单位', en: 'department' },
  leadDepartment: { zh: '牵头单位', en: 'lead department' },
  clerk: { zh: '窗口人员', en: 'window clerk' },
  approver: { zh: '审批人', en: 'approver' },
  designer: { zh: '流程设计人员', en: 'process designer' },
  publisher: { zh: '发布人', en: 'publisher' },
  supervisor: { zh: '督查人员', en: 'supervisor' },
  auditor: { zh: '审计人员', en: 'auditor' },
  operator: { zh: '运维人员', en: 'operator' },
  administrator: { zh: '管理员', en: 'administrator' },
  handler: { zh: '经办人', en: 'handler' },
  sectionChief: { zh: '科长', en: 'section chief' },
  deputyHead: { zh: '分管领导', en: 'deputy head' },
  // time
  calendar: { zh: '工作日历', en: 'calendar' },
  workingDay: { zh: '工作日', en: 'working day' },
  calendarDay: { zh: '自然日', en: 'calendar day' },
  workingHour: { zh: '工作小时', en: 'working hour' },
  minute: { zh: '分钟', en: 'minute' },
  makeupWorkday: { zh: '补班', en: 'make-up working day' },
  limit: { zh: '时限', en: 'time limit' },
  statutoryLimit: { zh: '法定时限', en: 'statutory limit' },
  promisedLimit: { zh: '承诺时限', en: 'promised limit' },
  dueDate: { zh: '到期日', en: 'due date' },
  timeLeft: { zh: '剩余时间', en: 'time left' },
  provisional: { zh: '暂定', en: 'provisional' },
  suspension: { zh: '挂起', en: 'suspension' },
  extension: { zh: '延期', en: 'extension' },
  // procedures of law
  correction: { zh: '补正', en: 'correction' },
  correctionReceipt: { zh: '补正材料收件', en: 'correction receipt' },
  specialProcedure: { zh: '特别程序', en: 'special procedure' },
  withdrawal: { zh: '撤件', en: 'withdrawal' },
  // supervision
  ladder: { zh: '督办阶梯', en: 'ladder' },
  hint: { zh: '提示', en: 'hint' },
  warning: { zh: '预警', en: 'warning' },
  yellowCard: { zh: '黄牌', en: 'yellow card' },
  redCard: { zh: '红牌', en: 'red card' },
  urge: { zh: '催办', en: 'urging' },
  urgeNotice: { zh: '催办通知书', en: 'urging notice' },
  supervisionOrder: { zh: '督办单', en: 'supervision order' },
  circular: { zh: '通报', en: 'circular' },
  // departments' systems
  connector: { zh: '部门接口', en: 'connector' },
  record: { zh: '业务记录', en: 'record' },
  lateEntry: { zh: '补录', en: 'entered afterwards' },
  incident: { zh: '异常', en: 'incident' },
  retry: { zh: '重试', en: 'retry' },
  skip: { zh: '跳过', en: 'skip' },
  // proof
  history: { zh: '执行历史', en: 'history' },
  replay: { zh: '回放', en: 'replay' },
  chain: { zh: '校验链', en: 'chain' },
  audit: { zh: '审计', en: 'audit' },
} as const satisfies Record<string, Term>;

/** An identifier of the glossary. */
export type TermId = keyof typeof terms;
