-- Matters of staff and internal safety reports, apart from those of patients; the class ComplaintKind says the same.
alter table complaint add column kind text not null generated always as (coalesce(nullif(document->>'kind', ''),
  case when document #>> '{flags,staffInternal}' = 'true' or document->>'channel' = 'staff' then 'staff' else 'patient' end)) stored;
alter table complaint_fact add column kind text not null default 'patient';
update complaint_fact set kind = 'staff' where 'staffInternal' = any(flags) or channel = 'staff';
