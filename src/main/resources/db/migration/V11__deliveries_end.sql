-- Queues of destinations that are gone, and how long what was delivered is remembered.

-- Who removed the queue of a destination that nobody feeds any more, and why.
create table queue_drop (
  id           bigint       generated always as identity primary key,
  at           timestamptz  not null,
  destination  text         not null,
  dropped_by   text         not null,
  reason       text         not null,
  messages     bigint       not null,
  deliveries   int          not null
);
comment on column queue_drop.messages is 'how many events went with the queue; the ledger still has each of them';
comment on column queue_drop.deliveries is 'how many deliveries that had not ended were discarded with it';
