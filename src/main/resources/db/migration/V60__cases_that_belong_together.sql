-- Cases that stand for others, and cases that may belong together.

alter table complaint add column merged_into bigint references complaint;
alter table complaint add column own jsonb;
comment on column complaint.merged_into is 'the case that stands for it, at the end of the chain; null: it stands for itself';
comment on column complaint.own is
  'of a case that stands for others: its document without what came for them since; null: the document has nothing of others';
create index complaint_merged on complaint (merged_into) where merged_into is not null;

-- Into which case each was merged, one step of a chain.
create table case_merge (
  complaint_id bigint       primary key references complaint,
  into_id      bigint       not null references complaint
);
create index case_merge_into on case_merge (into_id);

-- What came for a merged case and was added to the one that stands for it.
create table merged_item (
  receipt_id   bigint       not null,
  item         int          not null,
  complaint_id bigint       not null references complaint,
  host_id      bigint       references complaint,
  hosts        bigint[]     not null,
  document     jsonb        not null,
  primary key (receipt_id, item)
);
create index merged_item_by_complaint on merged_item (complaint_id);
create index merged_item_by_host on merged_item (host_id) where host_id is not null;
comment on column merged_item.complaint_id is 'whose it is';
comment on column merged_item.host_id is 'to which case it is added; null: its own stands for itself again and has it';
comment on column merged_item.hosts is 'every case whose revisions have it';

alter table status_event add column passed_to bigint references complaint;
create index status_event_passed on status_event (passed_to) where passed_to is not null;
comment on column status_event.passed_to is
  'the case for which it counts, because its own was merged into that when it happened; null: its own';

-- By what cases of one person are found: digests, no words.
create table case_trait (
  institution  text         not null,
  kind         text         not null,
  value        bytea        not null,
  complaint_id bigint       not null references complaint,
  received_at  timestamptz  not null,
  primary key (institution, kind, value, received_at, complaint_id)
);
create index case_trait_by_complaint on case_trait (complaint_id);

-- How many earlier cases within the window are of the same caller, patient or staff.
create table case_repeat (
  complaint_id bigint       primary key references complaint,
  callers      int          not null,
  patients     int          not null,
  staff        int          not null
);

-- Pairs of cases that may be one; a person or a system decides.
create table case_link (
  first_id     bigint       not null references complaint,
  second_id    bigint       not null references complaint,
  institution  text         not null,
  likeness     int          not null,
  evidence     text[]       not null,
  found_at     timestamptz  not null,
  refused_at   timestamptz,
  refused_by   text,
  reason       text,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
create index case_link_second on case_link (second_id);
create index case_link_open on case_link (found_at, first_id, second_id) where refused_at is null;
comment on column case_link.likeness is 'likeness of what both say, 0 to 100';
comment on column case_link.refused_at is 'a pair that was refused is never suggested again';

insert into work (lane, ref, due_at) select 'links', id, now() from complaint
  where erased_at is null and received_at > now() - interval '90 days'
  on conflict do nothing;

alter table complaint_fact add column repeats text[] not null default '{}';
comment on column complaint_fact.repeats is 'of whom there was a case within the window before: caller, patient, staff';
