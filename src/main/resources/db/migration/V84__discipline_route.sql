-- Cases of the discipline route, which nobody sees without the right to; RECORD sets the flag in the document.
alter table complaint add column discipline boolean not null
  generated always as (coalesce(document #>> '{flags,discipline}' = 'true', false)) stored;
comment on column complaint_fact.left_out is 'empty: it counts; else machine, test, discipline, merged or withdrawn';
