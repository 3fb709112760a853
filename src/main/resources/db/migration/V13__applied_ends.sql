-- An apply that fails twice, and one of which nobody knows the end.
alter table applied drop constraint applied_result_check;
alter table applied add constraint applied_result_check
  check (result in ('begun', 'applied', 'removed', 'put-back', 'blocked', 'broken', 'unknown'));
comment on column applied.result is
  'begun: under way; broken: neither the new nor the old version came up; unknown: the hub died before the end';
