-- A claim finds what is due longest in one step of an index, however much waits in its lane or in others. With an index
-- of id alone a claim in one lane could read through all that waits in another.
alter table work drop constraint work_pkey;
alter table work drop constraint work_lane_ref_key;
alter table work add primary key (lane, ref);
drop index work_claimable;
create index work_claimable on work (lane, due_at, id);
