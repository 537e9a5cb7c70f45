import { useState } from 'preact/hooks';
import { call, type Template } from '../api.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Hash } from '../parts/hash.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Loaded } from '../parts/states.tsx';
import { usePolled } from '../polled.ts';
import { routeTo } from '../route.ts';

/** The templates that schedules are made from. */
export function TemplatesPage() {
  const templates = usePolled('templates', (signal) => call('listTemplates', { signal }), 0);
  const [deleting, setDeleting] = useState<Template | null>(null);
  return (
    <>
      <h1>Templates</h1>
      <p class="lead">
        A template is a policy with a name. A schedule freezes its template’s policy when it is activated.
      </p>
      <Loaded polled={templates} what="the templates">
        {(list) => <TemplateTable templates={list.templates} remove={setDeleting} />}
      </Loaded>
      {deleting && (
        <Confirm
          title={`Delete “${deleting.name}”?`}
          action="Delete template"
          perform={() => call('deleteTemplate', { parameters: { template: deleting.id } })}
          close={(done) => {
            setDeleting(null);
            if (done) templates.refresh();
          }}
        >
          <p>Schedules that are active keep the policy they froze. Drafts made from it cannot be activated any more.</p>
        </Confirm>
      )}
    </>
  );
}

interface TableProps {
  readonly templates: readonly Template[];
  readonly remove: (template: Template) => void;
}

function TemplateTable({ templates, remove }: TableProps) {
  return (
    <Scroller class="table-frame" label="Templates">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Policy hash</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <tr key={template.id}>
              <th scope="row">
                <a href={routeTo({ page: 'templates', id: template.id })}>{template.name}</a>
                {template.isDefault && <span class="tag">Default</span>}
              </th>
              <td>
                <Hash hash={template.policyHash} />
              </td>
              <td>
                <TemplateActions template={template} remove={remove} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function TemplateActions({ template, remove }: { readonly template: Template; readonly remove: TableProps['remove'] }) {
  const { id, name, isDefault } = template;
  return (
    <div class="row-actions">
      <a class="plain-button" href={routeTo({ page: 'templates', id, copy: true })}>
        Copy<span class="hidden"> {name}</span>
      </a>
      {isDefault ? (
        <span class="soft small">Can be changed, not deleted</span>
      ) : (
        <button type="button" class="plain-button" onClick={() => remove(template)}>
          Delete<span class="hidden"> {name}</span>
        </button>
      )}
    </div>
  );
}
