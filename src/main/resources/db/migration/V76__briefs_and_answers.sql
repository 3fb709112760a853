-- Reports that a district sends to its institutions, and what these answer.

create table report_brief (
  id           bigint       generated always as identity primary key,
  report_id    bigint       not null references report_made,
  institution  text         not null,
  state        text         not null default 'asked',
  asked_at     timestamptz  not null,
  asked_by     text         not null,
  due_day      date,
  unique (report_id, institution),
  check (state in ('asked', 'acknowledged', 'answered'))
);
create index report_brief_by_institution on report_brief (institution, id);
comment on column report_brief.due_day is 'until the end of which day in China an answer is asked for';

create table report_brief_step (
  id           bigint       generated always as identity primary key,
  brief_id     bigint       not null references report_brief,
  at           timestamptz  not null,
  by           text         not null,
  type         text         not null,
  answer       jsonb,
  check (type in ('acknowledged', 'answered'))
);
create index report_brief_step_by_brief on report_brief_step (brief_id, id);
