-- Keys of status events whose case is erased: the same event sent again is known and does not wait for a case. Digests only.
create table status_erased (
  institution  text         not null,
  source       text         not null,
  event_key    text         not null,
  sha256       bytea        not null,
  complaint_id bigint       not null references complaint,
  primary key (institution, source, event_key)
);
comment on column status_erased.event_key is 'digest of the event id';
comment on column status_erased.sha256 is 'digest of what was said';

-- Cases of versions without duties are derived once after the upgrade.
alter table duty_rules add column all_derived boolean not null default false;
comment on column duty_rules.all_derived is 'true: the cases of earlier versions were derived, too';
