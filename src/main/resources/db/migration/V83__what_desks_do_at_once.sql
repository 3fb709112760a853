-- By which procedure a case is handled, what was changed at once, and who helped from outside.
alter table complaint_fact add column track text not null default '';
alter table complaint_fact add column changed_at_once text[] not null default '{}';
alter table complaint_fact add column helpers text[] not null default '{}';
