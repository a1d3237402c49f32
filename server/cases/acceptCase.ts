import { civilDate } from '../../engine/clock/civil.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Actor, StartEvent } from '../../engine/event.ts';
import type { Program } from '../../engine/program.ts';
import type { Value } from '../../engine/value.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { digestOf } from '../outbox/writeCommand.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { DocumentRow } from '../documents/DocumentRow.ts';
import { documentTexts } from '../documents/texts.ts';
import type { Language } from '../http/problem.ts';
import { attachMaterials } from '../materials/attachMaterials.ts';
import { findVersion } from '../catalog/findDefinition.ts';
import { ScenarioRun } from '../catalog/replay/ScenarioRun.ts';
import { findMatter, type Matter, offered } from '../matters/findMatter.ts';
import { type EntityManager, inTransaction } from '../orm.ts';
import { CommandRow } from '../outbox/CommandRow.ts';
import { deliver } from '../outbox/deliver.ts';
import type { CaseServices } from '../outbox/services.ts';
import { untilShown } from '../outbox/askCase.ts';
import { writeStart } from '../outbox/writeCommand.ts';
import { storePersonal } from '../personal/personalValues.ts';
import { fromText, toText } from '../readModel/json.ts';
import { organisationField } from './applicantName.ts';
import { Case } from './Case.ts';
import { nextCaseNumber, region440400 } from './caseNumber.ts';
import { checkForm, type CheckedForm } from '../../engine/forms/checkForm.ts';
import { textOf, type MatterForm } from '../../engine/forms/matterForm.ts';
import { missingMaterials } from '../../engine/forms/missingMaterials.ts';
import { promiseOf } from './promise.ts';

/** What a clerk hands in for an applicant. */
export interface Application {
  readonly matter: string;
  readonly situations: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>>;
  /** `id` is the material's in the matter's list, `material` the uploaded file's. */
  readonly materials: readonly { readonly id: string; readonly material: string }[];
  readonly agent?: string | undefined;
  readonly region?: string | undefined;
  /** The start event that was triggered; without it the process's plain start. */
  readonly startNode?: string | undefined;
  /** A rehearsal runs on a virtual clock that starts here. `replay` is the run of a scenario that it plays. */
  readonly rehearsal?: { readonly now: string; readonly replay?: string | undefined } | undefined;
}

export interface Acceptance {
  readonly commandId: string;
  readonly actor: Actor;
  readonly now: string;
  readonly language: Language;
}

const ladders = loadLadders();

/**
 * Accepts an application: form and materials are checked whole, then the case, its personal values, its 受理决定书 and
 * the start of its workflow are written in one transaction and the start is delivered. Asked again under the same
 * command id it answers with the case it made. Returns the case's number.
 * @throws DomainError MATTER_NOT_OFFERED, FORM_INVALID, MATERIALS_MISSING (with the one-time list), MATERIAL_UNKNOWN, NOT_FOUND for a replay that does not go
 */
export async function acceptCase({ master, outbox }: CaseServices, application: Application, acceptance: Acceptance): Promise<string> {
  const { orm } = outbox;
  const made = await orm.em.fork().findOne(CommandRow, { id: acceptance.commandId });
  if (made && (made.kind !== 'start' || made.user !== acceptance.actor.user)) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  const caseNumber = made?.caseNumber ?? (await write());
  await outbox.debugPoint?.('committed', acceptance.commandId);
  const delivery = await deliver(outbox, acceptance.commandId);
  if (delivery.state === 'refused') throw new DomainError(delivery.code, delivery.details);
  if (delivery.state === 'done') await untilShown(orm, caseNumber, 1);
  return caseNumber;

  async function write(): Promise<string> {
    const reading = orm.em.fork();
    const played = application.rehearsal?.replay === undefined ? null : await playedBy(reading, application.rehearsal.replay, application.matter);
    const version = played?.version ?? (await findMatter(reading, application.matter, acceptance.now));
    const matter = version.form as unknown as MatterForm;
    const at = application.rehearsal?.now ?? acceptance.now;
    const checked = checkForm(matter, application.situations, application.form, at);
    if (checked.faults.length > 0) throw new DomainError('FORM_INVALID', { fields: explainFaults(checked, matter, acceptance.language) });
    refuseMissing(matter, version.name, checked, application, at, acceptance.language);
    const calendar = await currentCalendar(reading);
    const program = version.verified();
    const terms = program.processes[program.main]?.matter;
    const region = application.region ?? region440400;
    const number = played?.caseNumber ?? (await nextCaseNumber(orm, region, civilDate(at)));
    const promise = promiseOf(terms?.limit, calendar, at);
    await inTransaction(orm, async (em) => {
      const materials = await attachMaterials(em, number, matter.materials, application.materials);
      const commitments = storePersonal(em, master, number, checked.personal, acceptance.now);
      const variables = { ...checked.situations, ...checked.plain, ...commitments, materials } as Record<string, Value>;
      const event: StartEvent = { type: 'start', caseNumber: number, variables, calendar, ladders, ...startOf(program, application.startNode) };
      em.create(Case, {
        caseNumber: number,
        matter: version.key,
        matterName: version.name,
        definitionVersion: version.version,
        programHash: version.programHash,
        clockMode: application.rehearsal ? 'rehearsal' : 'wall',
        status: 'starting',
        region,
        leadDepartment: terms?.leadDepartment ?? null,
        acceptedBy: acceptance.actor.user,
        agent: application.agent ?? null,
        acceptedAt: at,
        applicant: applicantOf(checked),
        projectCode: typeof checked.plain.projectCode === 'string' ? checked.plain.projectCode : null,
        situations: toText(checked.situations),
        form: toText({ ...checked.plain, ...commitments }),
        materials: toText(materials),
        promise: toText(promise),
        dueOn: promise.dueOn,
        dueAt: promise.computation?.dueAt ?? null,
        provisional: promise.provisional,
        virtualNow: application.rehearsal ? at : null,
      });
      em.create(DocumentRow, { id: `${number}.0.0`, caseNumber: number, code: '04', instance: null, data: '{}', issuedAt: at });
      const { commandId, actor } = acceptance;
      await writeStart(
        em,
        { commandId, caseNumber: number, now: acceptance.now, holder: outbox.holder },
        { caseNumber: number, program, programHash: version.programHash, clockMode: application.rehearsal ? 'rehearsal' : 'wall', start: { ...event, now: at, actor, commandId, digest: digestOf(actor, event) } },
      );
    });
    return number;
  }
}

/** The number and the version that a replay has taken for its case. @throws DomainError NOT_FOUND when it does not go, or has its case */
async function playedBy(em: EntityManager, replay: string, matter: string): Promise<{ readonly caseNumber: string; readonly version: Matter }> {
  const run = await em.findOne(ScenarioRun, { id: replay, definition: matter, state: 'running' });
  if (run?.caseNumber == null || (await em.count(Case, { caseNumber: run.caseNumber })) > 0) throw new DomainError('NOT_FOUND');
  return { caseNumber: run.caseNumber, version: offered(await findVersion(em, matter, run.version)) };
}

/** The start event a case begins at. @throws DomainError START_NOT_BY_HAND when only a message or a time starts the process */
function startOf(program: Program, node: string | undefined): { node?: string } {
  if (node !== undefined) return { node };
  const starts = program.processes[program.main]?.nodes.filter((one) => one.kind === 'startEvent' && one.scope === program.main) ?? [];
  if (starts.length > 0 && !starts.some((one) => one.kind === 'startEvent' && one.trigger.kind === 'none')) throw new DomainError('START_NOT_BY_HAND');
  return {};
}

function explainFaults({ faults }: CheckedForm, matter: MatterForm, language: Language) {
  const fields = [...matter.situations, ...matter.form.sections.flatMap((section) => section.fields)];
  return faults.map(({ field, fault }) => {
    const label = fields.find((one) => one.name === field)?.label;
    return { field, label: label === undefined ? field : textOf(label, language), fault, text: documentTexts[language].faults[fault] ?? fault };
  });
}

/** The one-time list (文书 02) of everything that is missing, as data. */
function refuseMissing(matter: MatterForm, name: string, checked: CheckedForm, application: Application, now: string, language: Language): void {
  const known = { ...checked.situations, ...checked.plain };
  const missing = missingMaterials(matter.materials, known, application.materials.map(({ id }) => id), now);
  if (missing.length === 0) return;
  const texts = documentTexts[language];
  throw new DomainError('MATERIALS_MISSING', {
    missing: missing.map(({ id, name }) => ({ id, name: textOf(name, language) })),
    document: { code: '02', title: texts.titles['02'], body: texts.bodies['02']?.map((line) => line.replace('{matter}', name).replace('{applicant}', applicantOf(checked) ?? '')) },
  });
}

function applicantOf({ plain }: CheckedForm): string | null {
  const field = organisationField(plain);
  return field === undefined ? null : String(plain[field]);
}

/** The promise made at acceptance, as the case keeps it. */
export const promiseOfCase = (found: Case): ReturnType<typeof promiseOf> => fromText(found.promise);
