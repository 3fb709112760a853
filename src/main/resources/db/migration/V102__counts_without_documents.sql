-- Whose a complaint is, beside its document: lists and counts by institution unpack no document (decision 0112).
alter table complaint add column uscc text generated always as (document #>> '{institution,uscc}') stored;
comment on column complaint.uscc is 'unified social credit code that the document names; null if it names none';
drop index complaint_by_institution;
create index complaint_by_institution on complaint (uscc, received_at, id);
-- The overview counts them.
create index case_alarm_unheard on case_alarm (complaint_id) where acknowledged_at is null and not quiet;
