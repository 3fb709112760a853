-- What happened to cases after they came in, and what has to be done by when.

create table status_event (
  id           bigint       generated always as identity primary key,
  institution  text         not null,
  source       text         not null,
  event_id     text         not null,
  complaint_id bigint       references complaint,
  type         text         not null,
  occurred_at  timestamptz  not null,
  received_at  timestamptz  not null,
  receipt_id   bigint,
  sha256       bytea        not null,
  document     jsonb        not null,
  unique (institution, source, event_id)
);
create index status_event_by_complaint on status_event (complaint_id, id);
comment on column status_event.complaint_id is 'null: it waits for its case';
comment on column status_event.institution is 'unified social credit code, empty if the hub has none';

-- The numbers by which waiting events name their case.
create table status_waiting (
  status_id    bigint       not null references status_event on delete cascade,
  kind         text         not null,
  value        text         not null,
  primary key (kind, value, status_id)
);
create index status_waiting_by_event on status_waiting (status_id);

-- The state of a case, derived from its events.
create table case_status (
  complaint_id bigint       primary key references complaint,
  state        text         not null,
  marks        text[]       not null,
  findings     jsonb        not null,
  next_at      timestamptz,
  derived_at   timestamptz  not null
);

-- Derived from the complaint, its events, the rules and the calendar. warned and overdue_told say what was announced.
create table duty (
  complaint_id bigint       not null references complaint,
  rule         text         not null,
  key          text         not null,
  basis        text         not null,
  responsible  text         not null,
  start_at     timestamptz  not null,
  due_at       timestamptz,
  due_day      date,
  provisional  boolean      not null,
  pauses       jsonb        not null,
  met_at       timestamptz,
  met_by       text,
  ended_at     timestamptz,
  ended_by     text,
  missed       boolean      not null,
  next_at      timestamptz,
  warned       int          not null,
  findings     jsonb        not null,
  primary key (complaint_id, rule, key)
);
create index duty_open on duty (due_at, complaint_id) where met_at is null and ended_at is null;
create index duty_provisional on duty (complaint_id) where provisional and met_at is null and ended_at is null;
