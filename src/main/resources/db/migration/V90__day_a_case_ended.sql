-- What is brought forward into a period and carried out of it needs the day on which a case ended, however it did.
alter table complaint_fact add column ended_on date;
comment on column complaint_fact.ended_on is 'closed, not handled or returned on that day, not before it was received; null: it has not ended';

update complaint_fact f set ended_on = greatest(f.received_on, coalesce(f.closed_on,
  (select cast(max(v.occurred_at) at time zone 'Asia/Shanghai' as date) from status_event v
    where (v.passed_to = f.complaint_id or v.passed_to is null and v.complaint_id = f.complaint_id) and v.type = f.state)))
where f.state in ('closed', 'not-handled', 'returned');
