-- Who looked at content that may hold personal data. The datum itself is never in here.
create table access_log (
  id           bigint       generated always as identity primary key,
  at           timestamptz  not null,
  key_name     text         not null,
  action       text         not null,
  receipt_id   bigint,
  complaint_id bigint
);
create index access_log_by_receipt on access_log (receipt_id) where receipt_id is not null;
create index access_log_by_complaint on access_log (complaint_id) where complaint_id is not null;
create index access_log_by_time on access_log (at);
