-- An event that did not count when others were notified of it may count once an earlier one has arrived; they are notified again.
alter table status_event add column announced_idle boolean not null default false;
comment on column status_event.announced_idle is 'true: others were notified of it as of something that changes nothing';
