-- Who must know of a case at once. One row for each case, rule and cause; that it was delivered stands in delivery.
create table case_alarm (
  id              bigint       generated always as identity primary key,
  complaint_id    bigint       not null references complaint,
  rule            text         not null,
  cause           text         not null,
  basis           text         not null,
  whom            text[]       not null,
  destinations    text[]       not null,
  since_at        timestamptz  not null,
  raised_at       timestamptz  not null,
  due_at          timestamptz  not null,
  quiet           boolean      not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  unique (complaint_id, rule, cause)
);
create index case_alarm_by_time on case_alarm (raised_at);
comment on column case_alarm.cause is 'complaint, or the type of the event, or its source and id';
comment on column case_alarm.quiet is 'true: what happened was too long ago, nobody was told';
