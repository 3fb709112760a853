-- Warnings: what the facts showed, and what was done about it. No row names a person, but the texts of an answer may.

create table warning (
  id                bigint       generated always as identity primary key,
  rule              text         not null,
  institution       text         not null,
  institution_name  text         not null,
  subject           text         not null,
  state             text         not null,
  raised_at         timestamptz  not null,
  due_day           date,
  due_at            timestamptz,
  holds             boolean      not null default true,
  evidence          jsonb        not null
);
create unique index warning_once on warning (rule, institution, subject) where holds;
create index warning_by_state on warning (state, id);
comment on column warning.subject is 'a code, the number of a case, or empty: the institution as a whole';
comment on column warning.state is 'raised, acknowledged, answered, closed or dismissed';
comment on column warning.due_at is 'until when it has to be answered; null: no answer is asked for';
comment on column warning.holds is 'false: what it warned of is over, so the same can warn anew';

create table warning_step (
  id                bigint       generated always as identity primary key,
  warning_id        bigint       not null references warning,
  at                timestamptz  not null,
  by                text         not null,
  type              text         not null,
  content           jsonb        not null
);
create index warning_step_by_warning on warning_step (warning_id, id);
comment on column warning_step.content is 'of an answer: hazard, measure, due, proof; else note';
