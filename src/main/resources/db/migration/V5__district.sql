-- The district's feed: what its cursors are signed with, where each consumer is, and what it was given.

-- Made once with the schema, so that a cursor of another hub, or of a database that was made anew, is recognised.
create table feed_identity (
  one          boolean      primary key default true check (one),
  secret       bytea        not null
);
insert into feed_identity (secret)
  values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create table feed_consumer (
  key_name     text         primary key,
  seen_at      timestamptz  not null,
  acked_no     bigint       not null default 0,
  acked_at     timestamptz
);
comment on column feed_consumer.acked_no is 'feed_no up to which the consumer says it has kept everything';

-- Personal data, even de-identified, that was given to another body: who got what and when, kept three years.
create table feed_given (
  id           bigint       generated always as identity primary key,
  at           timestamptz  not null,
  key_name     text         not null,
  profile      text         not null,
  kind         text         not null,
  first_no     bigint       not null,
  last_no      bigint       not null,
  events       int          not null,
  check (kind in ('changes', 'snapshot', 'complaint'))
);
create index feed_given_by_time on feed_given (at);
comment on column feed_given.first_no is 'feed_no of the first event given; with last_no and the event table it says which complaints';

create index event_by_time on event (at);
