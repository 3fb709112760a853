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

-- What retention looks for: deliveries that ended and need nobody, and answers whose text may go before them.
create index delivery_over on delivery (ended_at, id) where state in ('sent', 'resent', 'discarded');
create index delivery_attempt_answered on delivery_attempt (ended_at) where response is not null;
alter table retention_run add column deliveries bigint not null default 0;
alter table retention_run add column responses bigint not null default 0;
alter table retention_run add column given bigint not null default 0;
comment on column retention_run.responses is 'attempts whose answer lost its text; the attempt itself stays with its delivery';
