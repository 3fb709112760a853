-- Forms of made reports on their way to destinations, and what schedules made.

-- One form of a report for one destination; it is handed over as a shipment of its own, which has no deliveries.
create table report_paper (
  shipment_id  bigint       primary key references shipment,
  destination  text         not null,
  report_id    bigint       not null references report_made,
  language     text         not null,
  form         text         not null,
  asked_by     text         not null,
  unique (report_id, destination, language, form)
);

-- A period that a schedule has made, for one institution; a row means that it is never made again.
create table report_run (
  schedule     text         not null,
  period       text         not null,
  institution  text         not null,
  report_id    bigint       not null references report_made,
  made_at      timestamptz  not null,
  primary key (schedule, period, institution)
);
comment on column report_run.institution is 'unified social credit code; empty: the report is about all, or the hub has none';

alter table destination add column takes_papers boolean not null default false;
comment on column destination.takes_papers is 'its route names report.made among its types, so it takes forms of reports';
