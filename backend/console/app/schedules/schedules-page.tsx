import { useState } from 'preact/hooks';
import { call, type Schedule, type Template } from '../api.ts';
import { momentText } from '../format.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Hash } from '../parts/hash.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { usePolled } from '../polled.ts';
import { ScheduleForm } from './schedule-form.tsx';

/** How often the schedules are read; exam platforms make them too. */
const schedulesEvery = 10_000;

/** The exams that are scheduled, with which policy. */
export function SchedulesPage() {
  const read = async (signal: AbortSignal) => {
    const [{ schedules }, { templates }] = await Promise.all([
      call('listSchedules', { signal }),
      call('listTemplates', { signal }),
    ]);
    return { schedules, templates };
  };
  const lists = usePolled('schedules', read, schedulesEvery);
  const [activating, setActivating] = useState<Schedule | null>(null);
  return (
    <>
      <h1>Schedules</h1>
      <p class="lead">
        A schedule is one exam with one policy. Exam platforms create schedules through the API; you can also make them
        here.
      </p>
      <Loaded polled={lists} what="the schedules">
        {({ schedules, templates }) => (
          <>
            <ScheduleTable schedules={schedules} templates={templates} activate={setActivating} />
            <ScheduleForm templates={templates} created={lists.refresh} />
          </>
        )}
      </Loaded>
      {activating && (
        <Activation
          schedule={activating}
          template={lists.value?.templates.find(({ id }) => id === activating.templateId)}
          close={(done) => {
            setActivating(null);
            if (done) lists.refresh();
          }}
        />
      )}
    </>
  );
}

interface TableProps {
  readonly schedules: readonly Schedule[];
  readonly templates: readonly Template[];
  readonly activate: (schedule: Schedule) => void;
}

function ScheduleTable({ schedules, templates, activate }: TableProps) {
  if (schedules.length === 0) return <Empty title="No schedules yet." />;
  const nameOf = (templateId: string) =>
    templates.find(({ id }) => id === templateId)?.name ?? `${templateId} (deleted)`;
  return (
    <Scroller class="table-frame" label="Schedules">
      <table>
        <thead>
          <tr>
            <th scope="col">Exam</th>
            <th scope="col">Address</th>
            <th scope="col">Template</th>
            <th scope="col">State</th>
            <th scope="col">Policy hash</th>
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              template={nameOf(schedule.templateId)}
              activate={activate}
            />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

interface RowProps {
  readonly schedule: Schedule;
  readonly template: string;
  readonly activate: (schedule: Schedule) => void;
}

function ScheduleRow({ schedule, template, activate }: RowProps) {
  const { title, examUrl, state, policyHash, activatedAt } = schedule;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td class="address">{examUrl}</td>
      <td>{template}</td>
      <td>
        {state === 'active' ? (
          <>Active{activatedAt && <span class="soft">, since {momentText(activatedAt)}</span>}</>
        ) : (
          <span class="row-actions">
            Draft
            <button type="button" class="button quiet small-button" onClick={() => activate(schedule)}>
              Activate<span class="hidden"> {title}</span>
            </button>
          </span>
        )}
      </td>
      <td>{policyHash ? <Hash hash={policyHash} /> : <span class="soft">Frozen at activation</span>}</td>
    </tr>
  );
}

interface ActivationProps {
  readonly schedule: Schedule;
  readonly template: Template | undefined;
  readonly close: (done: boolean) => void;
}

function Activation({ schedule, template, close }: ActivationProps) {
  return (
    <Confirm
      title={`Activate “${schedule.title}”?`}
      action="Activate and freeze"
      perform={() => call('activateSchedule', { parameters: { schedule: schedule.id } })}
      close={close}
    >
      <p>
        Activating freezes the policy of “{template?.name ?? schedule.templateId}” into this schedule. Later changes to
        the template do not touch it, and every candidate of this exam is asked for the same.
      </p>
      {template && (
        <p>
          Policy now: <Hash hash={template.policyHash} />
        </p>
      )}
    </Confirm>
  );
}
