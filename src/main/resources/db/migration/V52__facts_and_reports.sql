-- What reports count: one row a case, without anything that names a person, and the reports that were made of them.

create table complaint_fact (
  complaint_id      bigint    primary key references complaint,
  institution       text      not null,
  institution_name  text      not null,
  number            text      not null,
  received_on       date      not null,
  received_year     int       not null generated always as (extract(year from received_on)::int) stored,
  received_quarter  int       not null generated always as
    (extract(year from received_on)::int * 10 + extract(quarter from received_on)::int) stored,
  received_month    int       not null generated always as
    (extract(year from received_on)::int * 100 + extract(month from received_on)::int) stored,
  channel           text      not null,
  matter_type       text      not null,
  categories        text[]    not null,
  departments       text[]    not null,
  staff_roles       text[]    not null,
  severity          int,
  flags             text[]    not null,
  left_out          text      not null,
  state             text      not null,
  marks             text[]    not null,
  happened          text[]    not null,
  not_handled       text      not null,
  forum             text      not null,
  core_systems      text[]    not null,
  payout            numeric,
  result            text      not null,
  satisfaction      text      not null,
  duties_met        text[]    not null,
  duties_missed     text[]    not null,
  duties_open       text[]    not null,
  closed_on         date,
  anonymised        boolean   not null default false
);
create index complaint_fact_by_day on complaint_fact (received_on, institution);
comment on column complaint_fact.received_on is 'day of receipt in China';
comment on column complaint_fact.left_out is 'empty: it counts; else machine, test, merged or withdrawn';
comment on column complaint_fact.happened is 'types of its status events that count';
comment on column complaint_fact.anonymised is 'its content was erased; the row stays as it was then';

-- A report as it was made: the numbers, and each form once it was asked for.
create table report_made (
  id                bigint       generated always as identity primary key,
  name              text         not null,
  period            text         not null,
  institution       text         not null,
  feed_no           bigint       not null,
  made_at           timestamptz  not null,
  made_by           text         not null,
  sha256            bytea        not null,
  content           text         not null
);
create index report_made_by_name on report_made (name, period, institution, id);
comment on column report_made.content is 'tables of numbers as JSON text, never changed';

create table report_form (
  report_id         bigint       not null references report_made on delete cascade,
  language          text         not null,
  form              text         not null,
  bytes             bytea        not null,
  primary key (report_id, language, form)
);
