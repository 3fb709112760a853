-- The ledger: what came in, what became of it, what must still be told to others.

create extension if not exists pg_trgm;

create sequence receipt_id_seq increment by 1000;
create sequence number_seq;

-- One row per accepted input, with its bytes unless they are a blob. Retention drops whole months.
create table receipt (
  id           bigint       not null,
  received_at  timestamptz  not null,
  number       text,
  channel      text         not null,
  mapping      text         not null,
  source_key   text         not null,
  sha256       bytea        not null,
  size_bytes   bigint       not null,
  raw          bytea,
  transport    jsonb        not null,
  state        text         not null default 'kept',
  outcome      text,
  code         text,
  field        text,
  counted      jsonb,
  timings      jsonb,
  finished_at  timestamptz,
  primary key (id, received_at),
  check (state in ('kept', 'done', 'parked', 'refused'))
) partition by range (received_at);
create table receipt_default partition of receipt default;
create index receipt_by_time on receipt (received_at, id);
create index receipt_by_channel on receipt (channel, received_at, id);
create index receipt_by_number on receipt (number) where number is not null;
comment on column receipt.raw is 'null: the bytes are blob sha256';
comment on column receipt.state is 'kept: to do. done, parked, refused: has its outcome';

-- Every key under which a source knows an input; the promise that a repeat changes only a count.
create table receipt_key (
  scope        text         not null,
  key          text         not null,
  receipt_id   bigint       not null,
  sha256       bytea        not null,
  arrivals     int          not null default 1,
  last_at      timestamptz  not null,
  primary key (scope, key)
);
create index receipt_key_by_receipt on receipt_key (receipt_id);
comment on column receipt_key.scope is 'name of the mapping';

-- What a worker has yet to do. ref is a receipt for the lanes complaint and patient, a complaint for the lane context.
create table work (
  id           bigint       generated always as identity primary key,
  lane         text         not null,
  ref          bigint       not null,
  due_at       timestamptz  not null,
  lease_until  timestamptz,
  lease_by     text,
  attempts     int          not null default 0,
  unique (lane, ref)
);
create index work_claimable on work (lane, id);

-- Each thing found in a receipt that may be a complaint, with how it looked in each room.
create table receipt_item (
  receipt_id   bigint       not null,
  item         int          not null,
  item_key     text         not null,
  outcome      text         not null,
  complaint_id bigint,
  code         text,
  field        text,
  view         jsonb,
  view_sha256  bytea,
  document     jsonb,
  findings     jsonb,
  at           timestamptz  not null,
  primary key (receipt_id, item)
);
create index receipt_item_by_complaint on receipt_item (complaint_id);

create table complaint (
  id           bigint       generated always as identity primary key,
  number       text         not null unique,
  channel      text         not null,
  revision     int          not null,
  document     jsonb        not null,
  search       text         not null,
  received_at  timestamptz  not null,
  updated_at   timestamptz  not null,
  closed_at    timestamptz
);
create index complaint_by_time on complaint (received_at, id);
create index complaint_search on complaint using gin (search gin_trgm_ops);

create table complaint_revision (
  complaint_id bigint       not null references complaint,
  revision     int          not null,
  document     jsonb        not null,
  receipt_id   bigint,
  at           timestamptz  not null,
  primary key (complaint_id, revision)
);

-- Names under which a complaint is found again. kind item: mapping + candidate key, exactly one complaint.
create table complaint_alias (
  kind         text         not null,
  value        text         not null,
  complaint_id bigint       not null references complaint,
  primary key (kind, value, complaint_id)
);
create unique index complaint_alias_item on complaint_alias (value) where kind = 'item';

-- Claims that may find the patient later; resolved or withdrawn claims are deleted.
create table complaint_claim (
  kind         text         not null,
  value        text         not null,
  complaint_id bigint       not null references complaint,
  primary key (kind, value, complaint_id)
);

-- The outbox. feed_no is given in commit order by one writer, batch_no is the broker transaction it goes in.
create table event (
  id           bigint       generated always as identity primary key,
  uid          uuid         not null unique default gen_random_uuid(),
  complaint_id bigint       not null references complaint,
  revision     int          not null,
  type         text         not null,
  at           timestamptz  not null,
  feed_no      bigint       unique,
  batch_no     bigint,
  relayed_at   timestamptz
);
create index event_unsequenced on event (id) where feed_no is null;
create index event_unrelayed on event (batch_no) where relayed_at is null and batch_no is not null;
create index event_by_complaint on event (complaint_id);

-- Quarantine: inputs that wait for a person. released_at is set by a replay or a discard.
create table held (
  id           bigint       generated always as identity primary key,
  receipt_id   bigint       not null,
  item         int          not null default -1,
  channel      text         not null,
  room         text         not null,
  code         text         not null,
  field        text         not null default '',
  held_at      timestamptz  not null,
  released_at  timestamptz,
  release      text,
  reason       text,
  released_by  text
);
create unique index held_once on held (receipt_id, item) where released_at is null;
create index held_open on held (code, id) where released_at is null;
comment on column held.item is '-1: the receipt as a whole';

-- When each channel last succeeded and last failed; survives a restart.
create table channel_state (
  channel        text         primary key,
  last_success_at timestamptz,
  last_error_at  timestamptz,
  last_error_code text
);
