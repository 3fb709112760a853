-- How channels do over restarts, and what operators are told.

alter table channel_state add column last_look_at timestamptz;
alter table channel_state add column known_since timestamptz not null default now();
alter table channel_state add column failing_since timestamptz;
alter table channel_state add column failures int not null default 0;
comment on column channel_state.known_since is 'a channel that never succeeded is expected from here on';
comment on column channel_state.last_look_at is 'last poll without a fault; null for senders that call the hub';

-- One row from a condition's beginning to its end; while it is open the condition is told once and not again.
create table alert (
  id              bigint       generated always as identity primary key,
  condition       text         not null,
  subject         text         not null default '',
  hub             text         not null,
  code            text         not null default '',
  amount          bigint       not null default 0,
  threshold       bigint       not null default 0,
  raised_at       timestamptz  not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at     timestamptz
);
create unique index alert_open on alert (condition, subject) where resolved_at is null;
create index alert_recent on alert (resolved_at desc, id) where resolved_at is not null;
comment on column alert.subject is 'name of a channel, destination or lane, or empty; never a datum or an address';
comment on column alert.hub is 'name of the hub that raised it';

-- What is still to be told, by each way of telling; written with the change itself.
create table alert_notice (
  alert_id        bigint       not null references alert on delete cascade,
  change          text         not null,
  way             text         not null,
  made_at         timestamptz  not null,
  next_at         timestamptz  not null,
  attempts        int          not null default 0,
  sent_at         timestamptz,
  given_up_at     timestamptz,
  primary key (alert_id, change, way),
  check (change in ('raised', 'resolved')),
  check (way in ('mail', 'webhook'))
);
create index alert_notice_due on alert_notice (way, next_at) where sent_at is null and given_up_at is null;
