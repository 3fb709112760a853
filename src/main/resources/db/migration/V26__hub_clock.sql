-- What the clock of each hub showed last. A clock that shows less at the next look was set back; what waits for a time is
-- then moved.
create table hub_clock (
  hub     text        primary key,
  seen_at timestamptz not null
);
