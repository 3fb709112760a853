-- In which inputs the legs of calls were, for 31 days: a call may lie in several files, and any of its legs may be the one
-- on a complaint line. Digests only.
create table call_leg (
  call_hash         bigint      not null,
  leg_hash          bigint      not null,
  receipt_id        bigint      not null,
  on_complaint_line boolean     not null,
  noted_at          timestamptz not null,
  primary key (call_hash, leg_hash)
);

create index call_leg_noted on call_leg (noted_at);
