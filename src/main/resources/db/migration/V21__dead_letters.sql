-- What operators did with events that consumers did not take.

create table dead_letter_end (
  id           bigint       generated always as identity primary key,
  at           timestamptz  not null,
  action       text         not null,
  destination  text         not null,
  event_uid    text         not null,
  ended_by     text         not null,
  reason       text         not null,
  check (action in ('returned', 'discarded'))
);
comment on table dead_letter_end is 'who returned or discarded a dead letter; the letters themselves lie on the broker';
comment on column dead_letter_end.destination is 'whose queue it came from, empty if it came from another queue';
comment on column dead_letter_end.event_uid is 'empty if the message named none';
