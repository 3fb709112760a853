-- What the district could not take of what it was given, and complaints whose content is taken away.
create table feed_reject (
  id           bigint       generated always as identity primary key,
  at           timestamptz  not null,
  key_name     text         not null,
  event_id     bigint       not null references event,
  complaint_id bigint       not null references complaint,
  code         text         not null default '',
  reason       text         not null,
  settled_at   timestamptz,
  settled_by   text,
  settlement   text
);
-- The same said again changes nothing while it is open. The reason is a short text, but longer than an index likes.
create unique index feed_reject_once on feed_reject (key_name, event_id, code, md5(reason)) where settled_at is null;
create index feed_reject_open on feed_reject (key_name) where settled_at is null;
create index feed_reject_by_complaint on feed_reject (complaint_id);
comment on column feed_reject.code is 'the district''s own word for it, or empty';
comment on column feed_reject.reason is 'somebody''s words: may hold personal data';

-- Whether an event was given to a key; ranges of neighbours are found first.
create index feed_given_by_key on feed_given (key_name, last_no);

-- Complaints whose content was erased; number, times and digests stay.
alter table complaint add column erased_at timestamptz;
create table erasure (
  complaint_id bigint       primary key references complaint,
  at           timestamptz  not null,
  key_name     text         not null,
  reason       text         not null,
  receipts     int          not null,
  shared       bigint[]     not null
);
comment on column erasure.receipts is 'inputs whose bytes were taken away';
comment on column erasure.shared is 'receipts that also hold other complaints, and so keep their bytes until retention';
