-- Out of the queue: who is fed, what each must get, and every attempt to hand it over.

-- One row per destination there ever was a route for; what must survive a restart.
create table destination (
  name            text         primary key,
  fed             boolean      not null default false,
  paused_at       timestamptz,
  paused_by       text,
  breaker         text         not null default 'closed',
  failures        int          not null default 0,
  openings        int          not null default 0,
  open_until      timestamptz,
  next_slot_at    timestamptz,
  last_success_at timestamptz,
  last_error_at   timestamptz,
  last_error_code text,
  check (breaker in ('closed', 'open', 'half-open'))
);
comment on column destination.fed is 'its route is deployed: its queue must be there before the first event is relayed';
comment on column destination.failures is 'failures in a row that say the destination is not reachable';
comment on column destination.next_slot_at is 'before this the rate limit admits no shipment';

-- What is handed over in one go, under an id of its own. Its items are fixed before the first attempt.
create table shipment (
  id           bigint       generated always as identity primary key,
  uid          uuid         not null unique default gen_random_uuid(),
  destination  text         not null,
  state        text         not null default 'waiting',
  made_at      timestamptz  not null,
  due_at       timestamptz  not null,
  tried_since  timestamptz,
  attempts     int          not null default 0,
  failures     int          not null default 0,
  lease_until  timestamptz,
  lease_by     text,
  check (state in ('waiting', 'attempt', 'unknown', 'sent', 'dead', 'split'))
);
create index shipment_open on shipment (destination, id) where state in ('waiting', 'attempt', 'unknown');
create index shipment_leased on shipment (lease_by) where state = 'attempt';
comment on column shipment.attempts is 'number of the last attempt';
comment on column shipment.failures is 'since an operator last touched it: spaces the attempts';
comment on column shipment.state is 'split: refused as a whole, its items travel on one by one';

-- One event for one destination. resend 0 came from the queue; an operator makes 1, 2 and so on. Ids are the order.
create table delivery (
  id           bigint       generated always as identity primary key,
  uid          uuid         not null unique default gen_random_uuid(),
  destination  text         not null,
  event_id     bigint       not null,
  complaint_id bigint       not null,
  resend       int          not null default 0,
  state        text         not null default 'waiting',
  shipment_id  bigint       references shipment,
  code         text,
  created_at   timestamptz  not null,
  ended_at     timestamptz,
  decided_by   text,
  reason       text,
  unique (destination, event_id, resend),
  check (state in ('waiting', 'attempt', 'unknown', 'sent', 'dead', 'resent', 'discarded', 'filtered'))
);
create index delivery_unshipped on delivery (destination, id) where state = 'waiting' and shipment_id is null;
create index delivery_in_order on delivery (destination, complaint_id, id)
  where state in ('waiting', 'attempt', 'unknown');
create index delivery_stock on delivery (destination, state) where state in ('waiting', 'attempt', 'unknown', 'dead');
create index delivery_sent on delivery (destination, ended_at) where state = 'sent';
create index delivery_by_shipment on delivery (shipment_id) where shipment_id is not null;
create index delivery_by_complaint on delivery (complaint_id, id);
create index delivery_listed on delivery (destination, id);
comment on column delivery.state is 'unknown: nobody knows whether the destination has it. resent: was dead, another row took over';

-- Which shipments a delivery was part of, also those that were split.
create table shipment_item (
  shipment_id  bigint       not null references shipment,
  place        int          not null,
  delivery_id  bigint       not null references delivery,
  primary key (shipment_id, place)
);
create index shipment_item_by_delivery on shipment_item (delivery_id);

-- Written before an attempt begins, completed after it. ended_at null: it runs, or the hub died in it.
create table delivery_attempt (
  shipment_id     bigint      not null references shipment,
  no              int         not null,
  started_at      timestamptz not null,
  ended_at        timestamptz,
  outcome         text,
  code            text,
  response_status text,
  response        text,
  payload_sha256  bytea,
  primary key (shipment_id, no),
  check (outcome in ('sent', 'refused', 'failed', 'unknown'))
);
