-- What an event tells beside the complaint: {"status": …} or {"duty": …}, without personal data.
alter table event add column about jsonb;
alter table event add column status_id bigint;
comment on column event.about is 'null: the event is about the complaint itself';
comment on column event.status_id is 'the status event, whose words are read when a destination is served';

alter table status_event add column announced boolean not null default false;
comment on column status_event.announced is 'true: there is an event complaint.status for it';
alter table status_event add column item int not null default 0;
comment on column status_event.item is 'number of the thing in its receipt';
